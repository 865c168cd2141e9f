package aive.statemachine;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import aive.message.ChunkTask;
import aive.message.PlannedRender;
import aive.statemachine.Definition.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a validator cannot know: that names lead somewhere, that people are told what a state does, that Maps can be
/// redriven.
class DefinitionTest {

    private static final Definition DEFINITION = Definition.read();

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

    static List<State> states() {
        return DEFINITION.states();
    }

    static List<State> tasks() {
        return DEFINITION.states("Task");
    }

    @Test
    void everyFlowStartsSomewhere() {
        for (JsonNode flow : DEFINITION.flows()) {
            assertTrue(
                    flow.path("States").has(flow.path("StartAt").asString()),
                    flow.path("StartAt").asString());
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateGoesToOneBesideItOrEnds(State state) {
        // when
        List<String> targets = targets(state);
        // then
        for (String target : targets) {
            assertTrue(
                    state.siblings().has(target), "%s goes to %s, which is not there".formatted(state.name(), target));
        }
        boolean ends = state.json().path("End").asBoolean(false) || state.is("Succeed") || state.is("Fail");
        assertEquals(ends, targets.isEmpty(), state.name());
    }

    @Test
    void everyStateIsReached() {
        for (JsonNode flow : DEFINITION.flows()) {
            // given
            Set<String> reached = new HashSet<>();
            List<String> open = new ArrayList<>(List.of(flow.path("StartAt").asString()));
            // when
            while (!open.isEmpty()) {
                String name = open.removeLast();
                if (reached.add(name)) {
                    open.addAll(targets(new State(name, flow.path("States").path(name), flow.path("States"))));
                }
            }
            // then
            assertEquals(Set.copyOf(flow.path("States").propertyNames()), reached);
        }
    }

    @Test
    void namesAreUniqueInTheWholeMachine() {
        // given
        List<String> names = states().stream().map(State::name).toList();
        // then
        assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyStateSaysWhatItDoes(State state) {
        assertFalse(state.json().path("Comment").asString("").isBlank());
    }

    @ParameterizedTest
    @MethodSource("states")
    void aNameReadsLikeASentence(State state) {
        assertTrue(
                state.name().matches("[A-Z][a-z]+( [a-z]+)+\\??")
                        && state.name().length() <= 80,
                state.name());
    }

    /// A `Catch` leaves the state, so that a redrive would begin behind it instead of at the items that failed.
    @ParameterizedTest
    @MethodSource("states")
    void nothingCatchesAnErrorOfAMap(State state) {
        if (state.is("Map") || state.is("Parallel")) {
            assertFalse(state.json().has("Catch"));
        }
    }

    /// Their `Retry` would start every item again, also those that are done.
    @ParameterizedTest
    @MethodSource("states")
    void onlyTasksAreTriedAgain(State state) {
        assertEquals(state.is("Task"), state.json().has("Retry"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskHasAnEndAndCallsAFunction(State task) {
        assertTrue(task.json().path("TimeoutSeconds").isIntegralNumber(), "TimeoutSeconds");
        assertEquals(
                "arn:aws:states:::lambda:invoke", task.json().path("Resource").asString());
        assertTrue(
                task.json().path("Arguments").path("FunctionName").asString().matches("\\$\\{[A-Za-z]+FunctionArn}"));
    }

    /// Few chunks or many: what happens to each of them is the same.
    @Test
    void bothItemProcessorsForChunksAreEqualButForNamesAndMode() {
        // given
        ObjectNode inline = (ObjectNode)
                DEFINITION.state("Render chunks").json().path("ItemProcessor").deepCopy();
        ObjectNode distributed = (ObjectNode) DEFINITION
                .state("Render many chunks")
                .json()
                .path("ItemProcessor")
                .deepCopy();
        // then
        assertEquals("INLINE", inline.path("ProcessorConfig").path("Mode").asString());
        assertEquals(
                "DISTRIBUTED", distributed.path("ProcessorConfig").path("Mode").asString());
        assertEquals(
                "STANDARD",
                distributed.path("ProcessorConfig").path("ExecutionType").asString());
        assertEquals(withoutNames(inline), withoutNames(distributed));
    }

    /// A child execution does not know the name of the execution around it: the task takes it along, and is otherwise
    /// handed on whole.
    @Test
    void bothMapsOfChunksHandOnTheWholeTaskAndTheExecutionsName() {
        // given
        Map<String, String> expected = new TreeMap<>(Map.of("execution", "{% $states.context.Execution.Name %}"));
        ChunkTask task = new ChunkTask(1, 1, "1", "", "", "", "", 0, 1, 1);
        Json.tree(Json.bytes(task))
                .propertyNames()
                .forEach(name -> expected.put(name, "{%% $states.context.Map.Item.Value.%s %%}".formatted(name)));
        for (String map : List.of("Render chunks", "Render many chunks")) {
            // when
            Map<String, String> selected = new TreeMap<>();
            DEFINITION
                    .state(map)
                    .json()
                    .path("ItemSelector")
                    .properties()
                    .forEach(field ->
                            selected.put(field.getKey(), field.getValue().asString()));
            // then
            assertEquals(expected, selected);
        }
    }

    @Test
    void theLimitOfAnInlineMapIsTheCodes() {
        // given
        String limit = "> %d".formatted(PlannedRender.MOST_INLINE_CHUNKS);
        // then
        JsonNode choice = DEFINITION
                .state("Are there many chunks?")
                .json()
                .path("Choices")
                .path(0);
        assertTrue(choice.path("Condition").asString().contains("chunk_count " + limit), choice.toString());
        JsonNode task = DEFINITION.state("Render chunk").json();
        assertTrue(
                task.path("Output").asString().contains("of " + limit),
                task.path("Output").toString());
    }

    /// A deployment's numbers come from *Prepare project*: a substitution is always text, and `"MaxConcurrency":
    /// "${…}"` does not deploy.
    @Test
    void substitutionsStandForFunctionsAndTheBucketAlone() {
        // given
        Pattern function = Pattern.compile(".*/Arguments/FunctionName [A-Z][A-Za-z]+FunctionArn");
        Pattern bucket = Pattern.compile(".*/ItemReader/Arguments/Bucket WorkBucketName");
        Set<String> places = DEFINITION.texts().stream()
                .flatMap(text -> SUBSTITUTION.matcher(text.text()).results().map(found -> {
                    assertEquals(found.group(), text.text(), "a substitution is the whole of its text");
                    return text.path() + " " + found.group(1);
                }))
                .collect(toCollection(TreeSet::new));
        // then
        assertFalse(places.isEmpty());
        for (String place : places) {
            assertTrue(
                    function.matcher(place).matches() || bucket.matcher(place).matches(), place);
        }
    }

    @Test
    void whatLooksLikeASubstitutionIsOne() {
        for (Definition.Text text : DEFINITION.texts()) {
            Matcher whole = SUBSTITUTION.matcher(text.text());
            assertEquals(text.text().contains("${"), whole.matches(), text.toString());
        }
    }

    /// A distributed Map's label is part of its ARNs, which the deployment's permissions name.
    @Test
    void everyDistributedMapHasALabel() {
        // when
        Set<String> labels = DEFINITION.states("Map").stream()
                .filter(state -> state.json()
                        .path("ItemProcessor")
                        .path("ProcessorConfig")
                        .path("Mode")
                        .asString()
                        .equals("DISTRIBUTED"))
                .map(state -> state.json().path("Label").asString())
                .collect(toSet());
        // then
        assertEquals(Set.of("Chunks"), labels);
    }

    private static List<String> targets(State state) {
        List<String> targets = new ArrayList<>();
        JsonNode json = state.json();
        for (JsonNode target : List.of(json.path("Next"), json.path("Default"))) {
            if (target.isString()) {
                targets.add(target.asString());
            }
        }
        json.path("Choices").forEach(choice -> targets.add(choice.path("Next").asString()));
        json.path("Catch").forEach(catcher -> targets.add(catcher.path("Next").asString()));
        return targets;
    }

    private static List<JsonNode> withoutNames(ObjectNode processor) {
        assertEquals(1, processor.path("States").size());
        assertTrue(processor.path("States").has(processor.path("StartAt").asString()));
        assertEquals(Set.of("ProcessorConfig", "StartAt", "States"), Set.copyOf(processor.propertyNames()));
        return List.copyOf(processor.path("States").values());
    }
}
