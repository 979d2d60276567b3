//! What is done when something exposed is called.

use specwright_diagnostics::{Diagnostic, Location};
use specwright_model::{Argument, Call, CallBody, Expression, Input, Plan, SchemaId, Step};
use specwright_source::{Entry, Node};

use super::Exposed;
use super::scope::{KnownStep, Scope, normalised};
use super::substitute::{self, Room};
use super::with::Purpose;
use crate::consumed::{ConsumedOperation, SentBody, Slot, SlotPlace};
use crate::objects;
use crate::reader::{Named, Reader};
use crate::rules;

/// What is known of something exposed beside its name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Planned {
    pub(crate) inputs: Vec<Input>,
    pub(crate) plan: Plan,
    pub(crate) output: Option<SchemaId>,
    /// Whether an error was found in it, so that carrying it out would do something else than was meant.
    pub(crate) is_broken: bool,
}

/// The name of the step that is all that is done.
const ONLY_CALL: &str = "call";

/// The members of `with`.
type With<'s> = Vec<Entry<'s>>;

impl<'s> Reader<'s> {
    /// The plan of something exposed, with the inputs that it has or takes over from what it calls.
    pub(super) fn planned(
        &mut self,
        node: Node<'s>,
        location: Location,
        scope: Scope<'_>,
        exposed: &Exposed<'s>,
    ) -> Planned {
        let errors_before = self.findings.errors();
        let mut planned = match node.peek("ref") {
            Some(_) => self.planned_by_reference(node, location, scope, exposed),
            None => self.planned_here(node, location, scope, exposed),
        };
        planned.is_broken |= self.findings.errors() > errors_before;
        planned
    }

    /// The plan that stands in the node itself.
    fn planned_here(
        &mut self,
        node: Node<'s>,
        location: Location,
        mut scope: Scope<'_>,
        exposed: &Exposed<'s>,
    ) -> Planned {
        let mut plan = Plan::default();
        let has_steps = node.peek("steps").is_some();
        if has_steps {
            for step in self.named(node, "steps", &objects::STEP) {
                plan.steps.extend(self.step(step, &mut scope, exposed));
            }
        } else if node.peek("call").is_some() {
            plan.steps
                .extend(self.call(node, None, &mut scope, exposed).map(Step::Call));
        }
        let is_broken = plan.steps.is_empty() && (has_steps || node.peek("call").is_some());
        let (result, output) = self.result(node, &mut scope, is_broken);
        plan.result = result;
        if plan.steps.is_empty() && plan.result.is_none() && !is_broken {
            let message = "nothing is called and nothing given back";
            let help = "name an operation in `call`, or values in `outputParameters`";
            self.report_with(&rules::NOTHING_DONE, location, message, help);
        }
        Planned {
            inputs: scope.inputs.list,
            plan,
            output,
            is_broken,
        }
    }

    /// The plan of a function, with the inputs of what refers to it.
    fn planned_by_reference(
        &mut self,
        node: Node<'s>,
        location: Location,
        mut scope: Scope<'_>,
        exposed: &Exposed<'s>,
    ) -> Planned {
        let name = self.text(node, "ref").unwrap_or_default();
        let with = self.with(node);
        let reference = node.peek("ref").map_or(location, Node::location);
        let Some(function) = exposed.functions.used(name) else {
            let known: Vec<&str> = exposed.functions.names().collect();
            let message = format!("`{name}` is no function of an aggregate");
            self.report_unknown(&rules::UNRESOLVED_REFERENCE, reference, message, name, &known);
            return Planned::default();
        };
        let planned = &function.planned;
        let slots: Vec<Slot> = planned.inputs.iter().map(|input| slot_of(input, location)).collect();
        let values = self.given(&slots, &with, &mut scope, exposed, location, name);
        let replacement = |name: &str| {
            let index = slots.iter().position(|slot| slot.name == name)?;
            values.get(index)?.as_ref()
        };
        let plan = substitute::plan(&planned.plan, &replacement, &self.room);
        self.check_room(location);
        Planned {
            inputs: scope.inputs.list,
            plan,
            output: planned.output,
            is_broken: planned.is_broken,
        }
    }

    fn step(&mut self, named: Named<'s>, scope: &mut Scope<'_>, exposed: &Exposed<'s>) -> Option<Step> {
        let node = named.node;
        let kind = self.text(node, "type").map(str::to_ascii_lowercase);
        let kind = kind.or_else(|| node.peek("call").map(|_| "call".to_owned()));
        let name = match named.name {
            Some((name, location)) => {
                if scope.step(name).is_some() {
                    self.report(
                        &rules::REPEATED_NAME,
                        location,
                        format!("two steps have the name `{name}`"),
                    );
                    node.see_all();
                    return None;
                }
                name.to_owned()
            }
            None => {
                self.required(node, "name", &objects::STEP);
                format!("step-{}", scope.steps.len() + 1)
            }
        };
        match kind.as_deref() {
            Some("call") => self.call(node, Some(&name), scope, exposed).map(Step::Call),
            Some("lookup") => self.lookup(node, &name, scope).map(Step::Lookup),
            Some("script") => {
                node.see_all();
                let message = format!("the step `{name}` is a script, which is never run");
                let help = "say the same by calls, lookups and mappings";
                self.report_with(&rules::SCRIPT_STEP, named.location(), message, help);
                None
            }
            Some(_) => None, // reported with its value
            None => {
                self.report(
                    &rules::MISSING_KEY,
                    node.location(),
                    format!("the step `{name}` has no `type`"),
                );
                None
            }
        }
    }

    /// The call that `call` and `with` of a node describe; a step of a name, or all that is done.
    fn call(
        &mut self,
        node: Node<'s>,
        name: Option<&str>,
        scope: &mut Scope<'_>,
        exposed: &Exposed<'s>,
    ) -> Option<Call> {
        let is_named = name.is_some();
        let name = name.unwrap_or(ONLY_CALL);
        let target = self.text(node, "call");
        let location = node.peek("call").map_or_else(|| node.location(), Node::location);
        let with = self.with(node);
        let Some(target) = target else {
            self.report(
                &rules::MISSING_KEY,
                node.location(),
                format!("the step `{name}` has no `call`"),
            );
            return None;
        };
        let Some(operation) = self.called(target, location) else {
            with.iter().for_each(|entry| entry.value.see_all());
            // What names the step is no further mistake.
            let outputs = Vec::new();
            scope.steps.push(KnownStep {
                name: name.to_owned(),
                is_named,
                outputs,
            });
            return None;
        };
        let values = self.given(&operation.slots, &with, scope, exposed, location, target);
        let values = filled_in(&operation.slots, values, &self.room);
        scope.steps.push(KnownStep {
            name: name.to_owned(),
            is_named,
            outputs: operation.outputs.clone(),
        });
        let mut arguments = Vec::new();
        for (slot, value) in operation.slots.iter().zip(&values) {
            if let (SlotPlace::Parameter(place), Some(value)) = (slot.place, value) {
                let (name, value) = (slot.name.clone(), value.clone());
                arguments.push(Argument { name, place, value });
            }
        }
        let body = call_body(&operation, &values, &self.room);
        self.check_room(location);
        Some(Call {
            name: name.to_owned(),
            body,
            operation: operation.reference,
            arguments,
            origin: self.origin(location),
        })
    }

    /// Reports that expressions grew too large when others were put into them, where they did; the first time.
    fn check_room(&mut self, location: Location) {
        if self.room.is_exceeded() && !std::mem::replace(&mut self.is_room_reported, true) {
            let message = "what is given here is put into one another so often that it becomes too large";
            let help = "name each input of a text once, or let the caller give the whole text";
            self.report_with(&rules::INVALID_EXPRESSION, location, message, help);
        }
    }

    /// The consumed operation of a name such as `users.list`.
    fn called(&mut self, target: &str, location: Location) -> Option<ConsumedOperation> {
        let (namespace, name) = target.split_once('.').unwrap_or(("", target));
        let found = self.consumed_api(namespace);
        let operation = found.and_then(|consumed| consumed.operation(name)).cloned();
        if operation.is_some() {
            return operation;
        }
        if self.broken_namespaces.contains(namespace) {
            return None;
        }
        let mut diagnostic = Diagnostic::new(
            &rules::UNRESOLVED_CALL,
            location,
            format!("`{target}` is no consumed operation"),
        );
        if let Some(consumed) = found {
            let known = consumed.operations.iter().map(|it| it.reference.name.as_str());
            if let Some(near) = self.findings.nearest(target, known) {
                diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
            }
        } else {
            let known = self.consumed.iter().map(|consumed| consumed.namespace.as_str());
            let near = self.findings.nearest(namespace, known);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            diagnostic = diagnostic.help(format!("no consumed API has the namespace `{namespace}`{near}"));
        }
        self.findings.push(diagnostic);
        None
    }

    fn with(&mut self, node: Node<'s>) -> With<'s> {
        let Some(with) = node.get("with") else {
            return Vec::new();
        };
        if !with.is_mapping() && !with.is_null() {
            let message = format!("`with` must be a mapping, not {}", with.describe());
            self.report(&rules::WRONG_TYPE, with.location(), message);
            with.see_all();
        }
        with.entries().collect()
    }

    /// What each slot is given: by `with`, or by an input of its name.
    fn given(
        &mut self,
        slots: &[Slot],
        with: &With<'s>,
        scope: &mut Scope<'_>,
        exposed: &Exposed<'s>,
        location: Location,
        target: &str,
    ) -> Vec<Option<Expression>> {
        let entries: Vec<Option<&Entry<'s>>> = slots.iter().map(|slot| entry_of(with, slots, slot)).collect();
        for entry in with {
            let is_used = entries
                .iter()
                .flatten()
                .any(|used| used.key_location == entry.key_location);
            if !is_used {
                entry.value.see_all();
                let known: Vec<&str> = slots.iter().map(|slot| slot.name.as_str()).collect();
                let message = format!("`{target}` has no parameter `{}`, and is not given it", entry.key);
                self.report_unknown(&rules::UNKNOWN_ARGUMENT, entry.key_location, message, entry.key, &known);
            }
        }
        // What `with` names comes first: it says what inputs are called.
        let purposes: Vec<Purpose<'_>> = slots.iter().map(|slot| Purpose { slot, slots }).collect();
        let mut values: Vec<Option<Expression>> = Vec::with_capacity(slots.len());
        for (purpose, entry) in purposes.iter().zip(&entries) {
            values.push(entry.map(|entry| self.with_value(entry.value, *purpose, scope, exposed)));
        }
        for (slot, value) in slots.iter().zip(values.iter_mut()) {
            if value.is_some() {
                continue;
            }
            *value = match &slot.fixed {
                Some(fixed) => Some(fixed.clone()),
                None => self
                    .input_by_name(&mut scope.inputs, slot, slots)
                    .map(Expression::input),
            };
            if value.is_none() && slot.required {
                let message = format!("`{target}` must be given `{}`", slot.name);
                let help = format!("add `{}` to `with`, or an input of that name", slot.name);
                self.report_with(&rules::MISSING_ARGUMENT, location, message, help);
            }
        }
        values
    }
}

/// The values of slots in which those that are fixed have what callers give in place of names.
fn filled_in(slots: &[Slot], values: Vec<Option<Expression>>, room: &Room) -> Vec<Option<Expression>> {
    let value_of = |name: &str| {
        let index = slots
            .iter()
            .position(|slot| slot.place == SlotPlace::Input && slot.name == name)?;
        values.get(index)?.as_ref()
    };
    let filled = slots.iter().zip(&values).map(|(slot, value)| {
        let value = value.as_ref()?;
        let is_fixed = slot.fixed.as_ref() == Some(value);
        if is_fixed {
            substitute::expression(value, &value_of, room)
        } else {
            Some(value.clone())
        }
    });
    filled.collect()
}

/// The member of `with` for a slot: of its name, or of one that differs in spelling and belongs to no other slot.
fn entry_of<'w, 's>(with: &'w With<'s>, slots: &[Slot], slot: &Slot) -> Option<&'w Entry<'s>> {
    let exact = with.iter().find(|entry| entry.key == slot.name);
    exact.or_else(|| {
        let wanted = normalised(&slot.name);
        let mut near = with.iter().filter(|entry| normalised(entry.key) == wanted);
        near.find(|entry| slots.iter().all(|slot| slot.name != entry.key))
    })
}

/// What a function is given for an input.
fn slot_of(input: &Input, location: Location) -> Slot {
    Slot {
        name: input.name.clone(),
        place: SlotPlace::Input,
        schema: input.schema,
        required: input.required,
        description: input.description.clone(),
        fixed: None,
        location,
    }
}

/// The body that a call sends, with what its parts are given.
fn call_body(operation: &ConsumedOperation, values: &[Option<Expression>], room: &Room) -> Option<CallBody> {
    let value_of = |is_meant: &dyn Fn(&Slot) -> bool| {
        let index = operation.slots.iter().position(is_meant)?;
        values.get(index)?.as_ref()
    };
    let (media_type, value) = match &operation.body {
        SentBody::None => return None,
        SentBody::Whole { media_type } => (media_type, value_of(&|slot| slot.place == SlotPlace::Body)?.clone()),
        SentBody::Template { media_type, value } => {
            let part = |name: &str| value_of(&|slot: &Slot| slot.place == SlotPlace::BodyPart && slot.name == name);
            (media_type, substitute::expression(value, &part, room)?)
        }
    };
    let media_type = media_type.clone();
    Some(CallBody { media_type, value })
}
