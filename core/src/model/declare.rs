//! The one form in which every model is declared.

use alloc::vec::Vec;

use super::spec::ModelSpec;
use crate::error::Result;
use crate::json::{Limits, Object, parse_object};

/// A model of a request, a response's data or a callback.
pub trait Model: Sized {
    /// Its declaration as data.
    const SPEC: ModelSpec;

    /// Reads the members that the model knows; all others are kept in `other`.
    fn from_object(object: &Object<'_>) -> Self;

    /// The members that are there, in the model's order, then the others.
    fn to_object(&self) -> Object<'static>;

    /// Reads JSON text.
    ///
    /// # Errors
    /// Those of [`parse_object`].
    fn from_json(body: &[u8]) -> Result<Self> {
        Ok(Self::from_object(&parse_object(body, &Limits::DEFAULT)?))
    }
}

/// Declares a model: the struct, its reading and writing, serde, and its [`ModelSpec`].
///
/// A member is `name: Type = "wireName" | "other spelling", Presence, Format;`. Every field is an `Option`, because an answer that lacks a
/// member, or a request that is still being built, is a value too; whether a member must be there is the validation's business.
macro_rules! model {
    (
        $(#[doc = $doc:literal])+
        $model:ident {
            $($(#[doc = $member_doc:literal])+ $field:ident: $type:ty = $wire:literal $(| $alias:literal)?, $presence:ident, $format:ident;)*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $model {
            $($(#[doc = $member_doc])+ pub $field: Option<$type>,)*
            /// Members that this version does not know, and known ones of an unexpected type, as they came.
            pub other: $crate::json::Object<'static>,
        }

        impl $model {
            $($(#[doc = $member_doc])+
            #[must_use]
            pub fn $field(mut self, value: impl Into<$type>) -> Self {
                self.$field = Some(value.into());
                self
            })*
        }

        impl $crate::model::Model for $model {
            const SPEC: $crate::model::ModelSpec = $crate::model::ModelSpec {
                name: stringify!($model),
                doc: $crate::model::declare::doc(concat!($($doc, "\n"),+)),
                members: &[$($crate::model::MemberSpec {
                    wire: $wire,
                    alias: $crate::model::declare::only(&[$($alias)?]),
                    name: stringify!($field),
                    kind: <$type as $crate::model::member::Member>::KIND,
                    presence: $crate::model::Presence::$presence,
                    format: $crate::model::Format::$format,
                    doc: $crate::model::declare::doc(concat!($($member_doc, "\n"),+)),
                },)*],
            };

            fn from_object(object: &$crate::json::Object<'_>) -> Self {
                let mut model = Self::default();
                for (name, value) in object.iter() {
                    match name {
                        $($wire $(| $alias)? if model.$field.is_none() && (name == $wire || object.get($wire).is_none()) => {
                            model.$field = $crate::model::member::Member::read(value);
                            if model.$field.is_some() {
                                continue;
                            }
                        })*
                        _ => {}
                    }
                    model.other.push_distinct(name, value);
                }
                model
            }

            fn to_object(&self) -> $crate::json::Object<'static> {
                let mut object = $crate::json::Object::new();
                $(if let Some(value) = &self.$field {
                    object.insert($wire, $crate::model::member::Member::write(value));
                })*
                for (name, value) in self.other.iter() {
                    if Self::SPEC.member(name).is_none() || object.get(name).is_none() {
                        object.push_distinct(name, value);
                    }
                }
                object
            }
        }

        $crate::model::declare::serde_through_object!($model);
    };
}

/// The text of a list that holds one, or none.
pub(super) const fn only(texts: &[&'static str]) -> Option<&'static str> {
    match texts {
        [text, ..] => Some(text),
        [] => None,
    }
}

/// A model's documentation, where it is wanted.
pub(super) const fn doc(text: &'static str) -> &'static str {
    if cfg!(feature = "docs") { text } else { "" }
}

/// serde for a model, and a `Debug` that names its members without their values, which are people's names and accounts.
macro_rules! serde_through_object {
    ($model:ident) => {
        impl serde::Serialize for $model {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::model::Model::to_object(self).serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::declare::deserialize(deserializer)
            }
        }

        impl core::fmt::Debug for $model {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $crate::model::declare::debug(stringify!($model), &$crate::model::Model::to_object(self), f)
            }
        }
    };
}

pub(super) use {model, serde_through_object};

/// serde_json only: numbers must reach the model with their characters.
pub(super) fn deserialize<'de, M: Model, D: serde::Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let raw: alloc::boxed::Box<serde_json::value::RawValue> = serde::Deserialize::deserialize(deserializer)?;
    M::from_json(raw.get().as_bytes()).map_err(serde::de::Error::custom)
}

pub(super) fn debug(name: &str, object: &Object<'_>, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
    let members: Vec<&str> = object.iter().map(|(name, _)| name).collect();
    write!(f, "{name}({})", members.join(", "))
}
