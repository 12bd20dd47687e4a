//! How a field of a record becomes a cell and comes back.

use crate::{
    Amount, AssetStatus, Class, ContractKind, Currency, Date, Decimal, Evidence, Facet, Flow, Kind, MoneyKind,
    NoServiceReason, PricePer, Renewal, Scope, SourceRole, Stated, UnknownReason, Value, Vat, Verdict, Waste,
    WeightFrom, When, parse_when,
};

/// A type that a record's field may have. `KIND` and `REQUIRED` are its column's.
pub trait Field: Sized {
    /// What its column holds.
    const KIND: Kind;
    /// Must every row have it?
    const REQUIRED: bool;
    /// From a cell of its kind. `None` if the cell is missing and required, or of another kind.
    fn from_value(value: Value) -> Option<Self>;
    /// To a cell of its kind.
    fn to_value(&self) -> Value;
}

/// A required field and its optional form, for a type that is one kind of value.
macro_rules! field {
    ($type:ty, $kind:expr, $from:expr, $to:expr) => {
        impl Field for $type {
            const KIND: Kind = $kind;
            const REQUIRED: bool = true;
            fn from_value(value: Value) -> Option<Self> {
                let from: fn(Value) -> Option<$type> = $from;
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
            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Missing => Some(None),
                    value => <$type>::from_value(value).map(Some),
                }
            }
            fn to_value(&self) -> Value {
                self.as_ref().map_or(Value::Missing, Field::to_value)
            }
        }
    };
}

field!(String, Kind::Text, |value| if let Value::Text(text) = value { Some(text) } else { None }, |text| Value::Text(
    text.clone()
));
field!(Date, Kind::Day, |value| if let Value::Day(day) = value { Some(day) } else { None }, |day| Value::Day(*day));
field!(Amount, Kind::Amount, |value| if let Value::Amount(amount) = value { Some(amount) } else { None }, |amount| {
    Value::Amount(*amount)
});
field!(i64, Kind::Integer, |value| if let Value::Integer(n) = value { Some(n) } else { None }, |n| Value::Integer(*n));
field!(Decimal, Kind::Decimal, |value| if let Value::Decimal(n) = value { Some(n) } else { None }, |n| {
    Value::Decimal(*n)
});
field!(bool, Kind::Flag, |value| if let Value::Flag(flag) = value { Some(flag) } else { None }, |flag| Value::Flag(
    *flag
));
field!(
    Currency,
    Kind::Text,
    |value| if let Value::Text(text) = value { Currency::parse(&text) } else { None },
    |currency| Value::Text(currency.to_string())
);

macro_rules! code_fields {
    ($($name:ident),+) => {
        $(field!(
            $name,
            Kind::Code($name::WORDS),
            |value| if let Value::Text(text) = value { $name::parse(&text) } else { None },
            |code| Value::Text(code.word().to_owned())
        );)+
    };
}

code_fields!(
    AssetStatus,
    ContractKind,
    Class,
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
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Missing => Some(Vat::Unknown),
            Value::Text(text) => Vat::parse(&text),
            _ => None,
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
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Missing => Some(When::Unknown),
            Value::Day(day) => Some(When::Day(day)),
            Value::Words(words) => Some(parse_when(&words)),
            _ => None,
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
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Missing => Some(Stated::Missing),
            Value::Amount(amount) => Some(Stated::Known(amount)),
            Value::Words(words) => Some(Stated::Unreadable(words)),
            _ => None,
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
