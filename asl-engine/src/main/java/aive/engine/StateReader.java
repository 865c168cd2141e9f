package aive.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads the states of one flow.
final class StateReader {

    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    private static final String GET_OBJECT = "arn:aws:states:::s3:getObject";

    private final DefinitionReader definition;
    private final Set<String> functions;
    private final Visible visible;

    /// @param visible what an expression in the body of a state sees
    StateReader(DefinitionReader definition, Set<String> functions, Visible visible) {
        this.definition = definition;
        this.functions = functions;
        this.visible = visible;
    }

    State read(String name, Place state) {
        String type = state.required("Type").oneOf("Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map");
        state.optional("QueryLanguage").ifPresent(language -> language.oneOf("JSONata"));
        DefinitionReader.checkComment(state);
        return switch (type) {
            case "Pass" -> new State.Pass(name, after(state.as(Shape.PASS), visible));
            case "Task" -> task(name, state.as(Shape.TASK));
            case "Choice" -> choice(name, state.as(Shape.CHOICE));
            case "Wait" -> new State.Wait(name, integer(state.as(Shape.WAIT).required("Seconds"), 0), after(state, visible));
            case "Succeed" -> new State.Succeed(name, output(state.as(Shape.SUCCEED), visible));
            case "Fail" -> new State.Fail(name, text(state.as(Shape.FAIL), "Error"), text(state, "Cause"));
            case "Parallel" -> parallel(name, state.as(Shape.PARALLEL));
            case "Map" -> map(name, state);
            default -> throw new IllegalStateException(type);
        };
    }

    private State task(String name, Place state) {
        state.required("Resource").oneOf(INVOKE);
        Place arguments = state.required("Arguments").as(Shape.INVOKE_ARGUMENTS);
        Place functionName = arguments.required("FunctionName");
        String text = functionName.text();
        String function = text.startsWith("${") && text.endsWith("}") ? text.substring(2, text.length() - 1) : "";
        if (!functions.contains(function)) {
            throw functionName.refused("a FunctionName is the placeholder of a function and nothing else, ${RenderChunkFunctionArn}");
        }
        return new State.Task(
                name,
                function,
                Template.parse(arguments.required("Payload"), visible),
                state.optional("TimeoutSeconds").map(seconds -> integer(seconds, 1)),
                handling(state),
                after(state, visible.withResult()));
    }

    private State choice(String name, Place state) {
        List<State.Choice.Rule> rules = state.required("Choices").filledArray().stream().map(this::rule).toList();
        Optional<String> otherwise = state.optional("Default").map(Place::text);
        if (otherwise.isEmpty() && (state.has("Assign") || state.has("Output"))) {
            throw state.refused("Assign and Output of a Choice belong to its Default, which is missing");
        }
        return new State.Choice(name, rules, otherwise.map(next -> new After(assign(state, visible), output(state, visible), Optional.of(next))));
    }

    private State.Choice.Rule rule(Place rule) {
        DefinitionReader.checkComment(rule.as(Shape.CHOICE_RULE));
        Place condition = rule.required("Condition");
        if (!Expression.isExpression(condition.text(), condition)) {
            throw condition.refused("a Condition is a JSONata expression");
        }
        return new State.Choice.Rule(Template.parse(condition, visible), ending(rule, visible));
    }

    private State parallel(String name, Place state) {
        List<Flow> branches = state.required("Branches").filledArray().stream().map(branch -> {
            DefinitionReader.checkComment(branch.as(Shape.BRANCH));
            return definition.flow(branch, visible);
        }).toList();
        Optional<Template> arguments = state.optional("Arguments").map(place -> Template.parse(place, visible));
        return new State.Parallel(name, arguments, branches, handling(state), after(state, visible.withResult()));
    }

    private State map(String name, Place state) {
        Place processor = state.required("ItemProcessor").as(Shape.ITEM_PROCESSOR);
        DefinitionReader.checkComment(processor);
        Place config = processor.required("ProcessorConfig");
        if (config.required("Mode").oneOf("INLINE", "DISTRIBUTED").equals("INLINE")) {
            config.as(Shape.INLINE_CONFIG);
            Iterations iterations = iterations(
                    state.as(Shape.INLINE_MAP), items(state.required("Items")), definition.flow(processor, visible.withMapItem()));
            return new State.InlineMap(name, iterations, handling(state), after(state, visible.withResult()));
        }
        config.as(Shape.DISTRIBUTED_CONFIG).required("ExecutionType").oneOf("STANDARD");
        state.as(Shape.DISTRIBUTED_MAP).optional("ToleratedFailurePercentage").ifPresent(percentage -> {
            if (percentage.number().signum() != 0) {
                throw percentage.refused("a tolerated failure is not implemented, only 0 is");
            }
        });
        // A child execution is a world of its own: neither the parent's variables nor its item are visible there.
        Flow flow = definition.flow(processor, Visible.in(Set.of(), false));
        String label = state.optional("Label").map(StateReader::label).orElse(name);
        return new State.DistributedMap(name, label, iterations(state, source(state), flow), handling(state), after(state, visible.withResult()));
    }

    private static String label(Place label) {
        if (!label.text().matches("[A-Za-z0-9_-]{1,40}")) {
            throw label.refused("a Label has 1 to 40 ASCII letters, digits, _, and -");
        }
        return label.text();
    }

    private Iterations iterations(Place state, Iterations.Items items, Flow processor) {
        return new Iterations(
                items,
                state.optional("ItemSelector").map(selector -> Template.parse(selector, visible.withMapItem())),
                state.optional("MaxConcurrency").map(most -> integer(most, 0))
                        .orElse(new Template.Constant(JsonNodeFactory.instance.numberNode(0))),
                processor);
    }

    private Iterations.Items items(Place items) {
        if (!items.node().isArray() && !(items.node().isString() && Expression.isExpression(items.text(), items))) {
            throw items.refused("Items is an array or a JSONata expression");
        }
        return new Iterations.Items.Given(Template.parse(items, visible));
    }

    private Iterations.Items source(Place state) {
        if (state.has("Items") == state.has("ItemReader")) {
            throw state.refused("a distributed Map has either Items or an ItemReader");
        }
        if (state.has("Items")) {
            return items(state.required("Items"));
        }
        Place reader = state.required("ItemReader").as(Shape.ITEM_READER);
        reader.required("Resource").oneOf(GET_OBJECT);
        reader.required("ReaderConfig").as(Shape.READER_CONFIG).required("InputType").oneOf("JSON");
        Place arguments = reader.required("Arguments").as(Shape.READER_ARGUMENTS);
        return new Iterations.Items.Read(
                Template.parse(arguments.required("Bucket"), visible), Template.parse(arguments.required("Key"), visible));
    }

    private Handling handling(Place state) {
        return HandlingReader.read(state, catcher -> ending(catcher, visible.withErrorOutput()));
    }

    private After after(Place state, Visible seen) {
        if (state.has("Next") == state.has("End")) {
            throw state.refused("a state has either a Next or an End");
        }
        state.optional("End").filter(end -> !end.node().isBoolean() || !end.node().booleanValue()).ifPresent(end -> {
            throw end.refused("End is true or absent");
        });
        return new After(assign(state, seen), output(state, seen), state.optional("Next").map(Place::text));
    }

    /// Of a choice rule or a catcher, which always go on.
    private static After ending(Place part, Visible seen) {
        return new After(assign(part, seen), output(part, seen), Optional.of(part.required("Next").text()));
    }

    private static Optional<Template> assign(Place holder, Visible seen) {
        return holder.optional("Assign").map(assign -> Template.parse(assign, seen));
    }

    private static Optional<Template> output(Place holder, Visible seen) {
        return holder.optional("Output").map(output -> Template.parse(output, seen));
    }

    private Optional<Template> text(Place state, String field) {
        return state.optional(field).map(place -> {
            place.text();
            return Template.parse(place, visible);
        });
    }

    /// A number that may be an expression.
    private Template integer(Place place, int least) {
        if (!place.node().isString()) {
            place.integer(least, DefinitionReader.MAX_SECONDS);
        } else if (!Expression.isExpression(place.text(), place)) {
            throw place.refused("a whole number or a JSONata expression is expected");
        }
        return Template.parse(place, visible);
    }
}
