//! Makes `docs/endpoints.md` and `docs/markets.md` from the core's models and catalogue.

use std::fmt::Write as _;

use anyhow::Result;
use tarspay_core::Endpoint;
use tarspay_core::catalog::{Market, WayCodes};
use tarspay_core::model::{Kind, MemberSpec, ModelSpec, Presence};

/// Every endpoint: what it takes and what it gives.
pub(super) fn endpoints() -> Result<String> {
    let mut text = String::from(
        "# Endpoints\n\nEach is called with `POST`, a JSON object and the headers `X-API-KEY`, `X-API-NONCE` and `X-API-SIGNATURE`, which a `Signer` \
         makes. Each answers `{\"code\": …, \"msg\": …, \"data\": …}`; code 0 is success, the others are on [their page](errors.md). The same as \
         OpenAPI, for tools: [openapi.json](openapi.json).\n",
    );
    for endpoint in Endpoint::ALL {
        let spec = endpoint.spec();
        let path = spec.path.map_or("Path: as the gateway gave it to you; it is not published.".to_owned(), |path| {
            format!("Path: `{path}`")
        });
        write!(text, "\n## `{}`\n\n{}\n\n{path}\n\nThe request:\n\n", spec.name, spec.doc)?;
        members(&mut text, spec.request, true)?;
        text += "\n`data` of the answer:\n\n";
        members(&mut text, spec.data, false)?;
    }
    Ok(text)
}

fn members(text: &mut String, model: &ModelSpec, is_request: bool) -> Result<()> {
    *text += if is_request {
        "| member | type | needed | what it is |\n| --- | --- | --- | --- |\n"
    } else {
        "| member | type | what it is |\n| --- | --- | --- |\n"
    };
    let mut inner = Vec::new();
    for member in model.members {
        let needed = match member.presence {
            Presence::Required => "yes",
            Presence::Optional => "",
            Presence::OneOf => "one of these",
        };
        let needed = if is_request { format!(" {needed} |") } else { String::new() };
        writeln!(text, "| `{}` | {} |{needed} {} |", member.wire, kind(member), cell(member.doc))?;
        if let Kind::List(model) | Kind::ListsByName(model) = member.kind {
            inner.push((member.wire, model));
        }
    }
    for (name, model) in inner {
        write!(text, "\nEach of `{name}`:\n\n")?;
        members(text, model, false)?;
    }
    Ok(())
}

const fn kind(member: &MemberSpec) -> &'static str {
    match member.kind {
        Kind::Text => "text",
        Kind::Integer | Kind::BizType | Kind::OrderState => "number",
        Kind::List(_) => "list",
        Kind::ListsByName(_) => "lists by name",
    }
}

/// A text in a table's cell: on one line, no bar.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// Every market: its currency, way codes and limits.
pub(super) fn markets() -> Result<String> {
    let mut text = String::from(
        "# Markets\n\nWhat the gateway's pages print of each country. Way codes are added before this list is: an unlisted one is a warning where \
         the list is whole, never an error. Limits are those printed; your own may differ.\n\n\
         | country | code | currency |\n| --- | --- | --- |\n",
    );
    for market in Market::all() {
        writeln!(text, "| {} | `{}` | {} |", market.name(), market.country(), currency(market))?;
    }
    for market in Market::all() {
        write!(text, "\n## {}\n\nCurrency: {}.\n", market.name(), currency(market))?;
        for (direction, codes) in [("Deposit", market.deposit()), ("Withdraw", market.withdraw())] {
            way_codes(&mut text, direction, codes)?;
        }
    }
    Ok(text)
}

fn currency(market: Market) -> String {
    market.currency().map_or("not printed".to_owned(), |currency| format!("`{currency}`"))
}

fn way_codes(text: &mut String, direction: &str, codes: &WayCodes) -> Result<()> {
    let amounts = match codes.decimals() {
        0 => "whole amounts".to_owned(),
        decimals => format!("amounts with at most {decimals} decimals"),
    };
    write!(text, "\n**{direction}**: {amounts}.")?;
    if !codes.complete() {
        *text += " The page that lists the way codes was not preserved whole.";
    }
    if codes.way_codes().is_empty() && codes.older().is_empty() {
        *text += "\n";
        return Ok(());
    }
    *text += "\n\n| way code | name | limits |\n| --- | --- | --- |\n";
    let older = codes.older().iter().map(|code| (code, " (older page)"));
    for (code, note) in codes.way_codes().iter().map(|code| (code, "")).chain(older) {
        let limits = codes.limit_for(code.code()).map_or(String::new(), |limit| {
            let bound = |bound: Option<u64>| bound.map_or("…".to_owned(), |bound| bound.to_string());
            format!("{} to {}", bound(limit.min()), bound(limit.max()))
        });
        writeln!(text, "| `{}` | {}{note} | {limits} |", code.code(), cell(code.name()))?;
    }
    Ok(())
}
