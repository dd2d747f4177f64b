//! The gateway's endpoints. All are called with POST.

use super::data::{BalanceData, DepositData, HistoryData, OpenData, OrderData, TrxData, UtrData, WithdrawData};
use super::declare::doc;
use super::normalize::normalize;
use super::request::{
    CreateDeposit, CreateWithdraw, QueryBalance, QueryDeposit, QueryHistory, QueryOrderByTrx, QueryTrx, QueryUtr,
    QueryWithdraw, QueryWithdrawProof, ReplenishUtr, SupplementTrx,
};
use super::{EndpointSpec, Model, same_letters};
use crate::json::Object;

/// A request's model: it knows where it is sent and what comes back.
pub trait Request: Model {
    /// Where it is sent.
    const ENDPOINT: Endpoint;
    /// What the response holds in `data`.
    type Data: Model;
}

macro_rules! endpoints {
    ($($request:ident -> $data:ident, $name:literal, $path:expr, [$($country:literal),*], $doc:literal;)+) => {
        /// One of the gateway's endpoints.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Endpoint {
            $(#[doc = $doc] $request,)+
        }

        impl Endpoint {
            /// Every endpoint.
            pub const ALL: &'static [Self] = &[$(Self::$request,)+];

            /// What it is called, where it is and what it takes and gives.
            pub const fn spec(self) -> &'static EndpointSpec {
                match self {
                    $(Self::$request => const { &EndpointSpec {
                        endpoint: Self::$request,
                        name: $name,
                        doc: doc($doc),
                        path: $path,
                        countries: &[$($country),*],
                        request: &$request::SPEC,
                        data: &$data::SPEC,
                    } },)+
                }
            }

            /// The endpoint with this name: `create_deposit`, also written `create-deposit` or `createDeposit`.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|endpoint| same_letters(endpoint.spec().name, name))
            }
        }

        $(impl Request for $request {
            const ENDPOINT: Endpoint = Endpoint::$request;
            type Data = $data;
        })+
    };
}

endpoints! {
    CreateDeposit -> DepositData, "create_deposit", Some("/api/pay/unifiedOrder"), [],
        "Creates a deposit order.";
    CreateWithdraw -> WithdrawData, "create_withdraw", Some("/api/payOut/unifiedOrder"), [],
        "Creates a withdraw order.";
    QueryDeposit -> OrderData, "query_deposit", Some("/api/payInInfo"), [],
        "Asks for a deposit order. The path was seen in public code, not printed by the gateway.";
    QueryWithdraw -> OrderData, "query_withdraw", Some("/api/payOutInfo"), [],
        "Asks for a withdraw order.";
    QueryBalance -> BalanceData, "query_balance", Some("/api/balanceInfo"), [],
        "Asks for the merchant's balance.";
    QueryUtr -> UtrData, "query_utr", Some("/api/utrQuery"), ["IN"],
        "Asks whether a bank's transfer reference belongs to an order (India).";
    ReplenishUtr -> UtrData, "replenish_utr", None, ["IN"],
        "Makes up an order by a bank's transfer reference (India). The path is given by the caller.";
    QueryTrx -> TrxData, "query_trx", Some("/api/trxQuery"), ["BD"],
        "Asks for a wallet's transaction (Bangladesh).";
    SupplementTrx -> TrxData, "supplement_trx", Some("/api/trxSupplement"), ["BD"],
        "Has an order processed again with a wallet's transaction (Bangladesh).";
    QueryOrderByTrx -> OpenData, "query_order_by_trx", Some("/api/orderInfo/trxId"), ["BR"],
        "Asks for an order by its transaction id (Brazil).";
    QueryWithdrawProof -> OpenData, "query_withdraw_proof", Some("/api/payOutProof"), ["BR"],
        "Asks for the payment certificate of a withdraw order (Brazil).";
    QueryHistory -> HistoryData, "query_history", None, ["ID"],
        "Asks for finished transactions (Indonesia, older page). The path is given by the caller.";
}

impl Endpoint {
    /// The stable name: `create_deposit`.
    pub const fn as_str(self) -> &'static str {
        self.spec().name
    }
}

impl core::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Endpoint {
    /// A response's `data` with the types and spellings of the model; members that the model does not know stay as they are.
    pub fn normalize_data(self, data: &Object<'_>) -> Object<'static> {
        normalize(self.spec().data, data)
    }
}
