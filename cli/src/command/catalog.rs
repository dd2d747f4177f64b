use serde_json::json;
use tarspay_core::catalog::{Market, WayCodes};

use crate::args::CatalogArgs;
use crate::failure::Failure;
use crate::output::{Output, Verdict};

pub(crate) fn run(args: &CatalogArgs, output: &mut Output) -> Result<Verdict, Failure> {
    match &args.market {
        None if output.is_json() => output.json(&json!({"markets": Market::all().collect::<Vec<_>>()}))?,
        None => list(output),
        Some(country) => {
            let market = market(country)?;
            if output.is_json() {
                output.json(&market)?;
            } else {
                show(market, output);
            }
        }
    }
    Ok(Verdict::Good)
}

/// The market of a country code.
pub(crate) fn market(country: &str) -> Result<Market, Failure> {
    Market::by_country(country).ok_or_else(|| {
        let countries: Vec<&str> = Market::all().map(Market::country).collect();
        Failure::input("argument_invalid", format!("no such market; there are {}", countries.join(", ")))
    })
}

fn list(output: &mut Output) {
    for market in Market::all() {
        let currency = market.currency().unwrap_or("?");
        let count = |codes: &WayCodes| codes.way_codes().len();
        output.line(format_args!(
            "{}  {:<12} {:<4} {:>3} deposit and {:>3} withdraw way codes",
            market.country(),
            market.name(),
            currency,
            count(market.deposit()),
            count(market.withdraw()),
        ));
    }
}

fn show(market: Market, output: &mut Output) {
    output.heading(format_args!(
        "{} ({}), currency {}",
        market.name(),
        market.country(),
        market.currency().unwrap_or("not printed")
    ));
    for (direction, codes) in [("deposit", market.deposit()), ("withdraw", market.withdraw())] {
        let incomplete = if codes.complete() { "" } else { ", list not complete" };
        output.heading(format_args!("\n{direction} (amounts with {} decimals{incomplete})", codes.decimals()));
        for way_code in codes.way_codes() {
            let limit =
                codes.limit_for(way_code.code()).map(|limit| range(limit.min(), limit.max())).unwrap_or_default();
            output.line(format_args!("  {:<44} {:<44} {limit}", way_code.code(), way_code.name()));
        }
        for way_code in codes.older() {
            output.line(format_args!("  {:<44} {:<44} older page only", way_code.code(), way_code.name()));
        }
    }
}

fn range(min: Option<u64>, max: Option<u64>) -> String {
    let text = |bound: Option<u64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    format!("{}–{}", text(min), text(max))
}
