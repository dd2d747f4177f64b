//! A verified callback as a plain object.

use js_sys::Object as JsObject;
use tarspay_core::Callback;
use tarspay_core::model::{CallbackMembers, Model};
use wasm_bindgen::{JsCast, JsValue};

use crate::convert;

/// The members that the model knows under their own names, every member as signed under `members`, and what was found out.
pub(crate) fn to_js(callback: &Callback) -> JsValue {
    let mut known = CallbackMembers::from_object(&callback.members);
    known.other = tarspay_core::json::Object::new();
    let out = JsObject::assign(&JsObject::new(), convert::to_js(&known.to_object()).unchecked_ref());
    for (name, value) in [
        ("members", convert::to_js(&callback.members)),
        ("matchedForm", callback.matched_form.as_str().into()),
        ("matchedKey", callback.matched_key.to_hex().into()),
        ("replayKey", callback.replay_key().into()),
        ("isFinal", callback.state.is_final().into()),
        ("isSuccess", callback.state.is_success().into()),
    ] {
        convert::set(&out, name, &value);
    }
    out.into()
}
