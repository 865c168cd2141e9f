package aive.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads the states of one graph.
final class StateReader {

    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final String GET_OBJECT = "arn:aws:states:::s3:getObject";

    private final DefinitionReader definition;
    private final Set<String> functions;
    private final ExpressionScope scope;

    /// @param functions the placeholders that name functions
    /// @param scope the names that an expression may refer to while its state has no result yet
    StateReader(DefinitionReader definition, Set<String> functions, ExpressionScope scope) {
        this.definition = definition;
        this.functions = functions;
        this.scope = scope;
    }

    State read(String name, DefinitionNode state) {
        String type = state.required("Type")
                .oneOf("Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map");
        state.optional("QueryLanguage").ifPresent(language -> language.oneOf("JSONata"));
        DefinitionReader.checkComment(state);
        return switch (type) {
            case "Pass" -> new State.Pass(name, stateTransition(state.checkedAs(ObjectType.PASS), scope));
            case "Task" -> task(name, state.checkedAs(ObjectType.TASK));
            case "Choice" -> choice(name, state.checkedAs(ObjectType.CHOICE));
            case "Wait" -> {
                Template seconds = integer(state.checkedAs(ObjectType.WAIT).required("Seconds"), 0);
                yield new State.Wait(name, seconds, stateTransition(state, scope));
            }
            case "Succeed" -> new State.Succeed(name, output(state.checkedAs(ObjectType.SUCCEED), scope));
            case "Fail" ->
                new State.Fail(name, text(state.checkedAs(ObjectType.FAIL), "Error"), text(state, "Cause"));
            case "Parallel" -> parallel(name, state.checkedAs(ObjectType.PARALLEL));
            case "Map" -> map(name, state);
            default -> throw new IllegalStateException(type);
        };
    }

    private State task(String name, DefinitionNode state) {
        state.required("Resource").oneOf(INVOKE);
        DefinitionNode arguments = state.required("Arguments").checkedAs(ObjectType.INVOKE_ARGUMENTS);
        DefinitionNode functionName = arguments.required("FunctionName");
        String text = functionName.text();
        String function = text.startsWith("${") && text.endsWith("}") ? text.substring(2, text.length() - 1) : "";
        if (!functions.contains(function)) {
            throw functionName.invalid(
                    "the FunctionName is %s; it must be the placeholder of a function, such as ${WorkFunctionArn}"
                            .formatted(text));
        }
        return new State.Task(
                name,
                function,
                Template.parse(arguments.required("Payload"), scope),
                state.optional("TimeoutSeconds").map(seconds -> integer(seconds, 1)),
                errorHandling(state),
                stateTransition(state, scope.withResult()));
    }

    private State choice(String name, DefinitionNode state) {
        List<State.Choice.Rule> rules =
                state.required("Choices").nonEmptyArray().stream().map(this::choiceRule).toList();
        Optional<String> defaultState = state.optional("Default").map(DefinitionNode::text);
        if (defaultState.isEmpty() && (state.has("Assign") || state.has("Output"))) {
            throw state.invalid("Assign and Output of a Choice apply to its Default, which is missing");
        }
        return new State.Choice(
                name,
                rules,
                defaultState.map(next ->
                        new Transition(assign(state, scope), output(state, scope), Optional.of(next))));
    }

    private State.Choice.Rule choiceRule(DefinitionNode rule) {
        DefinitionReader.checkComment(rule.checkedAs(ObjectType.CHOICE_RULE));
        DefinitionNode condition = rule.required("Condition");
        if (!Expression.isExpression(condition.text(), condition)) {
            throw condition.invalid("a Condition must be a JSONata expression");
        }
        return new State.Choice.Rule(Template.parse(condition, scope), entryTransition(rule, scope));
    }

    private State parallel(String name, DefinitionNode state) {
        List<StateGraph> branches = state.required("Branches").nonEmptyArray().stream().map(branch -> {
            DefinitionReader.checkComment(branch.checkedAs(ObjectType.BRANCH));
            return definition.graph(branch, scope);
        }).toList();
        Optional<Template> arguments = state.optional("Arguments").map(node -> Template.parse(node, scope));
        return new State.Parallel(
                name, arguments, branches, errorHandling(state), stateTransition(state, scope.withResult()));
    }

    private State map(String name, DefinitionNode state) {
        DefinitionNode processor = state.required("ItemProcessor").checkedAs(ObjectType.ITEM_PROCESSOR);
        DefinitionReader.checkComment(processor);
        DefinitionNode config = processor.required("ProcessorConfig");
        return config.required("Mode").oneOf("INLINE", "DISTRIBUTED").equals("INLINE")
                ? inlineMap(name, state, processor, config)
                : distributedMap(name, state, processor, config);
    }

    private State inlineMap(String name, DefinitionNode state, DefinitionNode processor, DefinitionNode config) {
        config.checkedAs(ObjectType.INLINE_CONFIG);
        state.checkedAs(ObjectType.INLINE_MAP);
        MapDefinition map = mapDefinition(
                state, items(state.required("Items")), definition.graph(processor, scope.withMapItem()));
        return new State.InlineMap(name, map, errorHandling(state), stateTransition(state, scope.withResult()));
    }

    private State distributedMap(String name, DefinitionNode state, DefinitionNode processor, DefinitionNode config) {
        config.checkedAs(ObjectType.DISTRIBUTED_CONFIG).required("ExecutionType").oneOf("STANDARD");
        state.checkedAs(ObjectType.DISTRIBUTED_MAP).optional("ToleratedFailurePercentage").ifPresent(percentage -> {
            if (percentage.number().signum() != 0) {
                throw percentage.invalid("a tolerated failure percentage other than 0 is not implemented");
            }
        });
        // A child execution sees neither the variables nor the item of its parent.
        StateGraph graph = definition.graph(processor, ExpressionScope.ofState(Set.of(), false));
        String label = state.optional("Label").map(StateReader::label).orElse(name);
        MapDefinition map = mapDefinition(state, itemSource(state), graph);
        return new State.DistributedMap(
                name, label, map, errorHandling(state), stateTransition(state, scope.withResult()));
    }

    private static String label(DefinitionNode label) {
        if (!label.text().matches("[A-Za-z0-9_-]{1,40}")) {
            throw label.invalid("the Label is \"%s\"; it must be 1 to 40 ASCII letters, digits, _, and -"
                    .formatted(label.text()));
        }
        return label.text();
    }

    private MapDefinition mapDefinition(
            DefinitionNode state, MapDefinition.ItemSource itemSource, StateGraph processor) {
        return new MapDefinition(
                itemSource,
                state.optional("ItemSelector").map(selector -> Template.parse(selector, scope.withMapItem())),
                state.optional("MaxConcurrency").map(limit -> integer(limit, 0))
                        .orElse(new Template.Literal(JsonNodeFactory.instance.numberNode(0))),
                processor);
    }

    private MapDefinition.ItemSource items(DefinitionNode items) {
        boolean isExpression = items.value().isString() && Expression.isExpression(items.text(), items);
        if (!items.value().isArray() && !isExpression) {
            throw items.invalid("Items must be an array or a JSONata expression");
        }
        return new MapDefinition.ItemSource.Items(Template.parse(items, scope));
    }

    private MapDefinition.ItemSource itemSource(DefinitionNode state) {
        if (state.has("Items") == state.has("ItemReader")) {
            throw state.invalid("a distributed Map must have either Items or an ItemReader");
        }
        if (state.has("Items")) {
            return items(state.required("Items"));
        }
        DefinitionNode reader = state.required("ItemReader").checkedAs(ObjectType.ITEM_READER);
        reader.required("Resource").oneOf(GET_OBJECT);
        reader.required("ReaderConfig").checkedAs(ObjectType.READER_CONFIG).required("InputType").oneOf("JSON");
        DefinitionNode arguments = reader.required("Arguments").checkedAs(ObjectType.READER_ARGUMENTS);
        return new MapDefinition.ItemSource.ItemReader(
                Template.parse(arguments.required("Bucket"), scope), Template.parse(arguments.required("Key"), scope));
    }

    private ErrorHandling errorHandling(DefinitionNode state) {
        return ErrorHandlingReader.read(state, catcher -> entryTransition(catcher, scope.withErrorOutput()));
    }

    /// Reads the transition of a state, which has either a `Next` or an `End`.
    private static Transition stateTransition(DefinitionNode state, ExpressionScope scope) {
        if (state.has("Next") == state.has("End")) {
            throw state.invalid("a state must have either a Next or an End");
        }
        state.optional("End")
                .filter(end -> !end.value().isBoolean() || !end.value().booleanValue())
                .ifPresent(end -> {
                    throw end.invalid("End must be true if it is present");
                });
        return new Transition(
                assign(state, scope), output(state, scope), state.optional("Next").map(DefinitionNode::text));
    }

    /// Reads the transition of a choice rule or a catcher, which always has a `Next`.
    private static Transition entryTransition(DefinitionNode entry, ExpressionScope scope) {
        return new Transition(
                assign(entry, scope), output(entry, scope), Optional.of(entry.required("Next").text()));
    }

    private static Optional<Template> assign(DefinitionNode holder, ExpressionScope scope) {
        return holder.optional("Assign").map(assign -> Template.parse(assign, scope));
    }

    private static Optional<Template> output(DefinitionNode holder, ExpressionScope scope) {
        return holder.optional("Output").map(output -> Template.parse(output, scope));
    }

    private Optional<Template> text(DefinitionNode state, String field) {
        return state.optional(field).map(node -> {
            node.text();
            return Template.parse(node, scope);
        });
    }

    /// Reads a whole number or an expression.
    private Template integer(DefinitionNode node, int min) {
        if (!node.value().isString()) {
            node.integer(min, DefinitionReader.MAX_SECONDS);
        } else if (!Expression.isExpression(node.text(), node)) {
            throw node.invalid("must be a whole number or a JSONata expression");
        }
        return Template.parse(node, scope);
    }
}
