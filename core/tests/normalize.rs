//! Reading a response's data by its declaration gives what reading it into its type gives.

use proptest::collection::vec;
use proptest::prelude::*;
use tarspay_core::Endpoint;
use tarspay_core::json::{MemberOrder, Object, Value};
use tarspay_core::model::data::{
    BalanceData, DepositData, HistoryData, OpenData, OrderData, TrxData, UtrData, WithdrawData,
};
use tarspay_core::model::{Model, ModelSpec};

type Reading = (ModelSpec, fn(&Object<'_>) -> Object<'static>);

fn through_type(endpoint: Endpoint, data: &Object<'_>) -> Option<Object<'static>> {
    let types: [Reading; 8] = [
        (BalanceData::SPEC, |data| BalanceData::from_object(data).to_object()),
        (DepositData::SPEC, |data| DepositData::from_object(data).to_object()),
        (HistoryData::SPEC, |data| HistoryData::from_object(data).to_object()),
        (OpenData::SPEC, |data| OpenData::from_object(data).to_object()),
        (OrderData::SPEC, |data| OrderData::from_object(data).to_object()),
        (TrxData::SPEC, |data| TrxData::from_object(data).to_object()),
        (UtrData::SPEC, |data| UtrData::from_object(data).to_object()),
        (WithdrawData::SPEC, |data| WithdrawData::from_object(data).to_object()),
    ];
    let name = endpoint.spec().data.name;
    types.iter().find(|(spec, _)| spec.name == name).map(|(_, through)| through(data))
}

/// Every name that a member of any model has, and some that none has.
fn names() -> Vec<&'static str> {
    let mut names = vec!["unknown", "machNo", "MchNo", ""];
    for endpoint in Endpoint::ALL {
        names
            .extend(endpoint.spec().data.members.iter().flat_map(|member| [Some(member.wire), member.alias]).flatten());
    }
    names
}

fn any_object(value: impl Strategy<Value = Value<'static>> + 'static) -> BoxedStrategy<Object<'static>> {
    let member = (proptest::sample::select(names()), value);
    vec(member, 0..8).prop_map(|members| members.into_iter().collect()).boxed()
}

fn any_value() -> BoxedStrategy<Value<'static>> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-2_i64..12).prop_map(Value::from),
        (-2_i64..12).prop_map(|number| Value::from(number.to_string())),
        "[a-z0-9.]{0,6}".prop_map(Value::from),
    ];
    let objects = any_object(leaf.clone()).prop_map(Value::Object);
    let list = vec(objects.clone(), 0..3).prop_map(Value::Array);
    let lists = any_object(list.clone()).prop_map(Value::Object);
    prop_oneof![4 => leaf, 1 => objects, 2 => list, 2 => lists].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn both_readings_agree(data in any_object(any_value())) {
        for &endpoint in Endpoint::ALL {
            // Sorted, because the type keeps lists by name in a map.
            let typed = through_type(endpoint, &data).map(|data| data.to_json(MemberOrder::Sorted));
            let normal = endpoint.normalize_data(&data).to_json(MemberOrder::Sorted);
            prop_assert_eq!(Some(normal), typed, "{}", endpoint.as_str());
        }
    }
}
