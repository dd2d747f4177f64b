//! Results as plain objects.

use js_sys::Object as JsObject;
use wasm_bindgen::JsValue;

use crate::convert::set;

/// An object with these members, those that are `undefined` left out.
pub(crate) fn record<const N: usize>(members: [(&str, JsValue); N]) -> JsValue {
    let object = JsObject::new();
    for (name, value) in members {
        if !value.is_undefined() {
            set(&object, name, &value);
        }
    }
    object.into()
}
