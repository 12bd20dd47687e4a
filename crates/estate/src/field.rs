//! How a field of a record becomes a cell and comes back.

use crate::{
    Amount, AssetStatus, ChargeKind, Class, CommitmentStatus, ContractKind, Currency, Date, Decimal, Evidence, Facet,
    Flow, Kind, MoneyKind, NoServiceReason, PricePer, Renewal, Scope, SourceRole, Stated, UnknownReason, Value, Vat,
    Verdict, Waste, WeightFrom, When, parse_when,
};

/// A type that a record's field may have. `KIND` and `REQUIRED` are its column's.
pub trait Field: Sized {
    /// What its column holds.
    const KIND: Kind;
    /// Must every row have it?
    const REQUIRED: bool;
    /// From a cell of its kind. A cell that is missing and required, or of another kind, is given back.
    fn from_value(value: Value) -> Result<Self, Value>;
    /// To a cell of its kind.
    fn to_value(&self) -> Value;
}

/// A required field and its optional form, for a type that is one kind of value.
macro_rules! field {
    ($type:ty, $kind:expr, $from:expr, $to:expr) => {
        impl Field for $type {
            const KIND: Kind = $kind;
            const REQUIRED: bool = true;
            fn from_value(value: Value) -> Result<Self, Value> {
                let from: fn(Value) -> Result<$type, Value> = $from;
                from(value)
            }
            fn to_value(&self) -> Value {
                let to: fn(&$type) -> Value = $to;
                to(self)
            }
        }
        impl Field for Option<$type> {
            const KIND: Kind = $kind;
            const REQUIRED: bool = false;
            fn from_value(value: Value) -> Result<Self, Value> {
                match value {
                    Value::Missing => Ok(None),
                    value => <$type>::from_value(value).map(Some),
                }
            }
            fn to_value(&self) -> Value {
                self.as_ref().map_or(Value::Missing, Field::to_value)
            }
        }
    };
}

/// A field that holds what its kind of value holds.
macro_rules! plain_field {
    ($type:ty, $kind:ident, $to:expr) => {
        field!(
            $type,
            Kind::$kind,
            |value| match value {
                Value::$kind(held) => Ok(held),
                other => Err(other),
            },
            $to
        );
    };
}

plain_field!(String, Text, |text| Value::Text(text.clone()));
plain_field!(Date, Day, |day| Value::Day(*day));
plain_field!(Amount, Amount, |amount| Value::Amount(*amount));
plain_field!(i64, Integer, |number| Value::Integer(*number));
plain_field!(Decimal, Decimal, |number| Value::Decimal(*number));
plain_field!(bool, Flag, |flag| Value::Flag(*flag));

/// A field that reads its words.
macro_rules! word_field {
    ($type:ident, $kind:expr, $to:expr) => {
        field!(
            $type,
            $kind,
            |value| match value {
                Value::Text(text) => $type::parse(&text).ok_or(Value::Text(text)),
                other => Err(other),
            },
            $to
        );
    };
}

word_field!(Currency, Kind::Text, |currency| Value::Text(currency.to_string()));

macro_rules! code_fields {
    ($($name:ident),+) => {
        $(word_field!($name, Kind::Code($name::WORDS), |code| Value::Text(code.word().to_owned()));)+
    };
}

code_fields!(
    AssetStatus,
    ContractKind,
    ChargeKind,
    Class,
    CommitmentStatus,
    Scope,
    Renewal,
    PricePer,
    Flow,
    MoneyKind,
    Verdict,
    UnknownReason,
    Facet,
    NoServiceReason,
    Waste,
    Evidence,
    WeightFrom,
    SourceRole
);

impl Field for Vat {
    const KIND: Kind = Kind::Code(Vat::WORDS);
    const REQUIRED: bool = false;
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Missing => Ok(Vat::Unknown),
            Value::Text(text) => Vat::parse(&text).ok_or(Value::Text(text)),
            other => Err(other),
        }
    }
    fn to_value(&self) -> Value {
        match self {
            Vat::Unknown => Value::Missing,
            vat => Value::Text(vat.to_string()),
        }
    }
}

impl Field for When {
    const KIND: Kind = Kind::When;
    const REQUIRED: bool = false;
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Missing => Ok(When::Unknown),
            Value::Day(day) => Ok(When::Day(day)),
            Value::Words(words) => Ok(parse_when(&words)),
            other => Err(other),
        }
    }
    fn to_value(&self) -> Value {
        match self {
            When::Unknown => Value::Missing,
            When::Day(day) => Value::Day(*day),
            When::Part(_, words) | When::Unreadable(words) => Value::Words(words.clone()),
        }
    }
}

impl Field for Stated<Amount> {
    const KIND: Kind = Kind::StatedAmount;
    const REQUIRED: bool = false;
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Missing => Ok(Stated::Missing),
            Value::Amount(amount) => Ok(Stated::Known(amount)),
            Value::Words(words) => Ok(Stated::Unreadable(words)),
            other => Err(other),
        }
    }
    fn to_value(&self) -> Value {
        match self {
            Stated::Missing => Value::Missing,
            Stated::Known(amount) => Value::Amount(*amount),
            Stated::Unreadable(words) => Value::Words(words.clone()),
        }
    }
}
