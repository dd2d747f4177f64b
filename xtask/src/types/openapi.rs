//! Makes `docs/openapi.json`: what the gateway takes and answers, as the models say, with the sandbox's own paths where the gateway has
//! published none.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use tarspay_core::model::{Format, Kind, MemberSpec, ModelSpec, Presence};
use tarspay_core::{CONTENT_TYPE, Endpoint, HEADER_API_KEY, HEADER_API_NONCE, HEADER_API_SIGNATURE};

use crate::shell;

const COMMAND: &str = "cargo xtask types";

/// Writes the file, or with `check` fails if it is not what would be written.
pub(crate) fn run(check: bool) -> Result<()> {
    let text = serde_json::to_string_pretty(&document())?;
    let rest = text.strip_prefix("{\n").context("the document is an object")?;
    let text = format!("{{ \"x-generated\": \"by `{COMMAND}` from the core's models; do not edit\",\n{rest}\n");
    shell::generate("docs/openapi.json", &text, check, COMMAND)
}

fn document() -> Value {
    let mut schemas = BTreeMap::new();
    let mut paths = Map::new();
    for endpoint in Endpoint::ALL {
        let (path, operation) = operation(*endpoint, &mut schemas);
        paths.insert(path, json!({"post": operation}));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "TarsPay gateway, as tarspay's sandbox serves it",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Not by the gateway's makers. Paths under /sandbox/ are the sandbox's own: the gateway has not published its. \
                The gateway answers HTTP 200 to what it refuses too: `code` tells.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "http://127.0.0.1:8765", "description": "tarspay sandbox"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": {
                "key": header(HEADER_API_KEY, "The merchant's public key: hex, uncompressed or compressed.", "^[0-9A-Fa-f]+$"),
                "nonce": header(HEADER_API_NONCE, "Unix time in milliseconds.", "^[0-9]{13}$"),
                "signature": header(
                    HEADER_API_SIGNATURE,
                    "ECDSA on secp256k1, DER in hex, over SHA-256 of SHA-256 of POST|path|nonce|sorted members.",
                    "^[0-9A-Fa-f]+$"
                ),
            },
            "responses": {"failure": {
                "description": "The HTTP request itself can't be used.",
                "content": {"application/json": {"schema": envelope(None)}},
            }},
        },
    })
}

fn header(name: &str, doc: &str, pattern: &str) -> Value {
    json!({"name": name, "in": "header", "required": true, "description": doc, "schema": {"type": "string", "pattern": pattern}})
}

fn operation(endpoint: Endpoint, schemas: &mut BTreeMap<&'static str, Value>) -> (String, Value) {
    let spec = endpoint.spec();
    let path = spec.path.map_or_else(|| format!("/sandbox/{}", spec.name), ToOwned::to_owned);
    let request = model(spec.request, true, schemas);
    let data = model(spec.data, false, schemas);
    let media = CONTENT_TYPE.split(';').next().unwrap_or_default();
    let parameters: Vec<Value> =
        ["key", "nonce", "signature"].map(|name| json!({"$ref": format!("#/components/parameters/{name}")})).into();
    let failure = json!({"$ref": "#/components/responses/failure"});
    let operation = json!({
        "operationId": spec.name,
        "summary": spec.doc,
        "parameters": parameters,
        "requestBody": {"required": true, "content": {media: {"schema": request}}},
        "responses": {
            "200": {
                "description": "Taken, with code 0, or refused, with the gateway's code.",
                "content": {media: {"schema": envelope(Some(&data))}},
            },
            "400": failure, "408": failure, "413": failure,
        },
    });
    (path, operation)
}

fn envelope(data: Option<&Value>) -> Value {
    let mut members = json!({"code": {"type": "integer"}, "msg": {"type": "string"}});
    if let (Some(data), Some(members)) = (data, members.as_object_mut()) {
        members.insert("data".to_owned(), data.clone());
    }
    json!({"type": "object", "required": ["code", "msg"], "properties": members})
}

/// Adds the model and those in it, and refers to it.
fn model(spec: &'static ModelSpec, is_request: bool, schemas: &mut BTreeMap<&'static str, Value>) -> Value {
    let reference = json!({"$ref": format!("#/components/schemas/{}", spec.name)});
    if schemas.contains_key(spec.name) {
        return reference;
    }
    let members: Map<String, Value> =
        spec.members.iter().map(|member| (member.wire.to_owned(), property(member, is_request, schemas))).collect();
    let with = |presence| spec.members.iter().filter(move |member| member.presence == presence);
    let required: Vec<&str> = with(Presence::Required).map(|member| member.wire).collect();
    let one_of: Vec<Value> = with(Presence::OneOf).map(|member| json!({"required": [member.wire]})).collect();
    let mut schema = json!({"type": "object", "description": spec.doc, "properties": members});
    if let Some(schema) = schema.as_object_mut() {
        // Answers lack what there is nothing to tell of.
        if is_request && !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        if is_request && !one_of.is_empty() {
            schema.insert("anyOf".to_owned(), json!(one_of));
        }
    }
    schemas.insert(spec.name, schema);
    reference
}

fn property(member: &MemberSpec, is_request: bool, schemas: &mut BTreeMap<&'static str, Value>) -> Value {
    let mut schema = match member.kind {
        Kind::Text => json!({"type": "string"}),
        Kind::Integer | Kind::BizType | Kind::OrderState => json!({"type": "integer"}),
        Kind::List(inner) => json!({"type": "array", "items": model(inner, is_request, schemas)}),
        Kind::ListsByName(inner) => {
            let lists = json!({"type": "array", "items": model(inner, is_request, schemas)});
            json!({"type": "object", "additionalProperties": lists})
        }
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), json!(member.doc));
        for (name, value) in limits(member) {
            schema.insert(name.to_owned(), value);
        }
    }
    schema
}

fn limits(member: &MemberSpec) -> Vec<(&'static str, Value)> {
    match member.format {
        Format::Amount => vec![("pattern", json!("^[0-9]+(\\.[0-9]+)?$"))],
        Format::Url => vec![("format", json!("uri"))],
        Format::PageNumber => vec![("minimum", json!(1))],
        Format::PageSize => vec![("minimum", json!(1)), ("maximum", json!(50))],
        Format::Any | Format::WayCode | Format::Currency | Format::Seconds => vec![],
    }
}
