//! The types of the API.

use specwright_runtime as runtime;

{% for it in definitions %}
{% if it.structure %}
{{ it.condition }}
{{ it.docs }}
{{ it.deprecated }}
#[derive(Clone{% if it.structure.default %}, Default{% endif %}, PartialEq)]
{{ it.derives }}
{% if it.non_exhaustive %}#[non_exhaustive]{% endif %}
pub struct {{ it.name }} {
    {% for field in it.structure.fields %}
    {{ field.docs }}
    {{ field.deprecated }}
    pub {{ field.name }}: {{ field.ty }},
    {% endfor %}
    {% if it.structure.additional %}
    /// All further properties, by name.
    pub {{ it.structure.additional.name }}: runtime::Map<{{ it.structure.additional.ty }}>,
    {% endif %}
}

{% if it.structure.constructor %}
{{ it.condition }}
impl {{ it.name }} {
    /// A value of these; everything else is absent.
    #[must_use]
    pub fn new({% for argument in it.structure.constructor %}{{ argument.name }}: {{ argument.ty }},{% endfor %}) -> Self {
        Self {
            {% for field in it.structure.fields %}
            {{ field.name }}{% if field.initial %}: {{ field.initial }}{% endif %},
            {% endfor %}
            {% if it.structure.additional %}
            {{ it.structure.additional.name }}: runtime::Map::new(),
            {% endif %}
        }
    }
}
{% endif %}

{{ it.condition }}
impl runtime::json::Encode for {{ it.name }} {
    fn encode(&self, out: &mut runtime::json::Writer) {
        out.object()
            {% for field in it.structure.fields %}
            .{{ field.encoder }}({{ field.wire_name }}, &self.{{ field.name }})
            {% endfor %}
            {% if it.structure.additional %}
            .additional(&self.{{ it.structure.additional.name }})
            {% endif %};
    }
}

{{ it.condition }}
impl runtime::json::Decode for {{ it.name }} {
    fn decode(value: &runtime::json::Value, decoder: &mut runtime::json::Decoder) -> Option<Self> {
        {% if it.structure.reads == "nothing" %}
        decoder.object(value)?;
        {% elif it.structure.reads == "field" %}
        {% for field in it.structure.fields %}
        let {{ field.name }} = decoder.object(value)?.{{ field.decoder }}({{ field.wire_name }})?;
        {% endfor %}
        {% else %}
        let mut object = decoder.object(value)?;
        let (
            {% for field in it.structure.fields %}Some({{ field.name }}),{% endfor %}
            {% if it.structure.additional %}Some({{ it.structure.additional.name }}),{% endif %}
            {% if it.structure.deny_additional %}Some(()),{% endif %}
        ) = (
            {% for field in it.structure.fields %}object.{{ field.decoder }}({{ field.wire_name }}),{% endfor %}
            {% if it.structure.additional %}object.additional(),{% endif %}
            {% if it.structure.deny_additional %}object.deny_additional(),{% endif %}
        ) else {
            return None;
        };
        {% endif %}
        Some(Self {
            {% for field in it.structure.fields %}{{ field.name }},{% endfor %}
            {% if it.structure.additional %}{{ it.structure.additional.name }},{% endif %}
        })
    }
}

{% if it.structure.validated %}
{{ it.condition }}
impl runtime::validate::Validate for {{ it.name }} {
    fn validate(&self, validator: &mut runtime::validate::Validator) {
        {% if it.structure.property_count %}
        if let runtime::json::Value::Object(properties) = runtime::json::to_value(self) {
            validator.property_count(properties.len(), {{ it.structure.property_count }});
        }
        {% endif %}
        {% for field in it.structure.fields %}
        {% if field.validation %}
        validator.{{ field.validation.method }}({{ field.wire_name }}, &self.{{ field.name }}, |validator, {{ field.validation.value }}| {
            {{ field.validation.statements }}
        });
        {% endif %}
        {% endfor %}
        {% if it.structure.additional %}{% if it.structure.additional.statements %}
        validator.values(&self.{{ it.structure.additional.name }}, |validator, {{ it.structure.additional.value }}| {
            {{ it.structure.additional.statements }}
        });
        {% endif %}{% endif %}
    }
}
{% endif %}

{{ it.condition }}
runtime::impl_debug!({{ it.name }});

{{ it.condition }}
runtime::impl_serde!({{ it.name }});
{% endif %}

{% if it.text_enum %}
{{ it.condition }}
{{ it.docs }}
{{ it.deprecated }}
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
{{ it.derives }}
{% if it.non_exhaustive %}#[non_exhaustive]{% endif %}
pub enum {{ it.name }} {
    {% for variant in it.text_enum.variants %}
    {{ variant.docs }}
    {{ variant.name }},
    {% endfor %}
    /// A value that the description does not list.
    Unknown(String),
}

{{ it.condition }}
impl {{ it.name }} {
    /// The values that the description lists.
    pub const KNOWN: &'static [&'static str] = &[{% for variant in it.text_enum.variants %}{{ variant.value }},{% endfor %}];

    /// The text that goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            {% for variant in it.text_enum.variants %}
            Self::{{ variant.name }} => {{ variant.value }},
            {% endfor %}
            Self::Unknown(text) => text,
        }
    }
}

{{ it.condition }}
impl std::fmt::Display for {{ it.name }} {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

{{ it.condition }}
impl From<&str> for {{ it.name }} {
    fn from(text: &str) -> Self {
        match text {
            {% for variant in it.text_enum.variants %}
            {{ variant.value }} => Self::{{ variant.name }},
            {% endfor %}
            other => Self::Unknown(other.to_owned()),
        }
    }
}

{{ it.condition }}
impl runtime::json::Encode for {{ it.name }} {
    fn encode(&self, out: &mut runtime::json::Writer) {
        out.string(self.as_str());
    }
}

{{ it.condition }}
impl runtime::json::Decode for {{ it.name }} {
    fn decode(value: &runtime::json::Value, decoder: &mut runtime::json::Decoder) -> Option<Self> {
        match Self::from(decoder.string(value)?) {
            Self::Unknown(text) => decoder.unknown_value(&text.clone(), Self::KNOWN, Self::Unknown(text)),
            known => Some(known),
        }
    }
}

{{ it.condition }}
runtime::impl_serde!({{ it.name }});
{% endif %}

{% if it.integer_enum %}
{{ it.condition }}
{{ it.docs }}
{{ it.deprecated }}
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
{{ it.derives }}
{% if it.non_exhaustive %}#[non_exhaustive]{% endif %}
pub enum {{ it.name }} {
    {% for variant in it.integer_enum.variants %}
    {{ variant.docs }}
    {{ variant.name }},
    {% endfor %}
    /// A value that the description does not list.
    Unknown(i64),
}

{{ it.condition }}
impl {{ it.name }} {
    /// The values that the description lists.
    pub const KNOWN: &'static [&'static str] = &[{% for variant in it.integer_enum.variants %}{{ variant.text }},{% endfor %}];

    /// The number that goes over the wire.
    #[must_use]
    pub fn as_i64(self) -> i64 {
        match self {
            {% for variant in it.integer_enum.variants %}
            Self::{{ variant.name }} => {{ variant.value }},
            {% endfor %}
            Self::Unknown(value) => value,
        }
    }
}

{{ it.condition }}
impl From<i64> for {{ it.name }} {
    fn from(value: i64) -> Self {
        match value {
            {% for variant in it.integer_enum.variants %}
            {{ variant.value }} => Self::{{ variant.name }},
            {% endfor %}
            other => Self::Unknown(other),
        }
    }
}

{{ it.condition }}
impl runtime::json::Encode for {{ it.name }} {
    fn encode(&self, out: &mut runtime::json::Writer) {
        out.integer(self.as_i64());
    }
}

{{ it.condition }}
impl runtime::json::Decode for {{ it.name }} {
    fn decode(value: &runtime::json::Value, decoder: &mut runtime::json::Decoder) -> Option<Self> {
        let value: i64 = runtime::json::Decode::decode(value, decoder)?;
        match Self::from(value) {
            Self::Unknown(value) => decoder.unknown_value(&value.to_string(), Self::KNOWN, Self::Unknown(value)),
            known => Some(known),
        }
    }
}

{{ it.condition }}
runtime::impl_serde!({{ it.name }});
{% endif %}

{% if it.union %}
{{ it.condition }}
{{ it.docs }}
{{ it.deprecated }}
#[derive(Clone, PartialEq)]
{{ it.derives }}
{% if it.non_exhaustive %}#[non_exhaustive]{% endif %}
pub enum {{ it.name }} {
    {% for variant in it.union.variants %}
    {{ variant.docs }}
    {{ variant.name }}({{ variant.ty }}),
    {% endfor %}
    {% if it.union.tag %}
    /// A value whose tag the description does not list.
    Unknown(runtime::json::Value),
    {% endif %}
}

{{ it.condition }}
impl runtime::json::Encode for {{ it.name }} {
    fn encode(&self, out: &mut runtime::json::Writer) {
        match self {
            {% for variant in it.union.variants %}
            {% if variant.missing_tag %}
            Self::{{ variant.name }}(value) => out.tagged({{ it.union.tag }}, {{ variant.missing_tag }}, value),
            {% else %}
            Self::{{ variant.name }}(value) => runtime::json::Encode::encode(value, out),
            {% endif %}
            {% endfor %}
            {% if it.union.tag %}
            Self::Unknown(value) => runtime::json::Encode::encode(value, out),
            {% endif %}
        }
    }
}

{{ it.condition }}
impl runtime::json::Decode for {{ it.name }} {
    fn decode(value: &runtime::json::Value, decoder: &mut runtime::json::Decoder) -> Option<Self> {
        {% if it.union.tag %}
        const TAGS: &[&str] = &[{% for variant in it.union.variants %}{% for tag in variant.tags %}{{ tag }},{% endfor %}{% endfor %}];
        match decoder.tag(value, {{ it.union.tag }})? {
            {% for variant in it.union.variants %}
            {% for tag in variant.tags %}{% if not loop.first %}|{% endif %}{{ tag }}{% endfor %} => {
                runtime::json::Decode::decode(value, decoder).map(Self::{{ variant.name }})
            }
            {% endfor %}
            other => {
                let tag = decoder.enter_property({{ it.union.tag }});
                let unknown = decoder.unknown_value(other, TAGS, Self::Unknown(value.clone()));
                decoder.leave(tag);
                unknown
            }
        }
        {% else %}
        const VARIANTS: &[&str] = &[{% for variant in it.union.variants %}{{ variant.name_text }},{% endfor %}];
        decoder.union({{ it.name_text }}, VARIANTS, |decoder| {
            None
            {% for variant in it.union.variants %}
                .or_else(|| decoder.trial(value).map(Self::{{ variant.name }}))
            {% endfor %}
        })
        {% endif %}
    }
}

{% if it.union.validated %}
{{ it.condition }}
impl runtime::validate::Validate for {{ it.name }} {
    fn validate(&self, validator: &mut runtime::validate::Validator) {
        match self {
            {% for variant in it.union.variants %}
            {% if variant.statements %}
            Self::{{ variant.name }}(value) => { {{ variant.statements }} }
            {% else %}
            Self::{{ variant.name }}(_) => {}
            {% endif %}
            {% endfor %}
            {% if it.union.tag %}
            Self::Unknown(_) => {}
            {% endif %}
        }
    }
}
{% endif %}

{{ it.condition }}
runtime::impl_debug!({{ it.name }});

{{ it.condition }}
runtime::impl_serde!({{ it.name }});
{% endif %}

{% if it.alias %}
{{ it.condition }}
{{ it.docs }}
{{ it.deprecated }}
pub type {{ it.name }} = {{ it.alias }};
{% endif %}
{% endfor %}
