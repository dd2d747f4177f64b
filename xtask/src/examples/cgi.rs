//! Serves the scripts of `examples/shell` as any web server with CGI would.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// Serves a folder's scripts on the port of the variable `PORT`, until the process is ended.
pub(crate) fn serve(folder: PathBuf) -> Result<()> {
    let port: u16 = std::env::var("PORT").context("PORT")?.parse()?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(axum::serve(listener, Router::new().fallback(call).with_state(Arc::new(folder))).await?)
    })
}

async fn call(State(folder): State<Arc<PathBuf>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    run(&folder, &uri, &headers, &body).await.unwrap_or_else(|error| {
        eprintln!("{uri}: {error:#}");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

async fn run(folder: &Path, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Response> {
    let script = folder.join(format!("{}.sh", uri.path().trim_start_matches('/')));
    if script.parent() != Some(folder) || !script.is_file() {
        return Ok(StatusCode::NOT_FOUND.into_response());
    }
    let mut script = Command::new(script);
    script.env("QUERY_STRING", uri.query().unwrap_or_default()).stdin(Stdio::piped()).stdout(Stdio::piped());
    for (name, value) in headers {
        script.env(
            format!("HTTP_{}", name.as_str().replace('-', "_").to_uppercase()),
            value.to_str().unwrap_or_default(),
        );
    }
    let mut running = script.spawn()?;
    // A script that does not read its input closes it.
    let _ = running.stdin.take().context("no input")?.write_all(body).await;
    let output = running.wait_with_output().await?;
    let text = String::from_utf8(output.stdout)?;
    let (head, body) = text.split_once("\n\n").context("the script gave no head")?;
    let status = head.lines().find_map(|line| line.strip_prefix("Status: "));
    let status = status.map_or(Ok(StatusCode::OK), |status| StatusCode::from_bytes(status.as_bytes()))?;
    Ok((status, body.to_owned()).into_response())
}
