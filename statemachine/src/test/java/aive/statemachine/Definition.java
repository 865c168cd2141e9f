package aive.statemachine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `render.asl.json` as tests look at it.
final class Definition {

    private final JsonNode root;

    private Definition(JsonNode root) {
        this.root = root;
    }

    static Definition read() {
        try (InputStream file = Objects.requireNonNull(Definition.class.getResourceAsStream("/render.asl.json"))) {
            return new Definition(JsonMapper.shared().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A copy that a test may spoil.
    JsonNode copy() {
        return root.deepCopy();
    }

    /// A state and where it stands.
    ///
    /// @param siblings the states that it may go to
    record State(String name, JsonNode json, JsonNode siblings) {

        boolean is(String type) {
            return json.path("Type").asString().equals(type);
        }

        /// For the names of tests.
        @Override
        public String toString() {
            return name;
        }
    }

    /// A chain of states: the machine's own, a branch's, or an item processor's.
    List<JsonNode> flows() {
        List<JsonNode> flows = new ArrayList<>();
        collect(root, flows);
        return flows;
    }

    private static void collect(JsonNode flow, List<JsonNode> flows) {
        flows.add(flow);
        for (JsonNode state : flow.path("States")) {
            if (state.has("ItemProcessor")) {
                collect(state.path("ItemProcessor"), flows);
            }
            state.path("Branches").forEach(branch -> collect(branch, flows));
        }
    }

    /// Every state, wherever it is nested.
    List<State> states() {
        List<State> states = new ArrayList<>();
        for (JsonNode flow : flows()) {
            flow.path("States")
                    .properties()
                    .forEach(state -> states.add(new State(state.getKey(), state.getValue(), flow.path("States"))));
        }
        return states;
    }

    List<State> states(String type) {
        return states().stream().filter(state -> state.is(type)).toList();
    }

    State state(String name) {
        return states().stream()
                .filter(state -> state.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /// A text in the definition, and the path that leads to it.
    record Text(String path, String text) {}

    List<Text> texts() {
        List<Text> texts = new ArrayList<>();
        collect("", root, texts);
        return texts;
    }

    private static void collect(String path, JsonNode node, List<Text> texts) {
        node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), texts));
        if (node.isArray()) {
            node.forEach(element -> collect(path, element, texts));
        }
        if (node.isString()) {
            texts.add(new Text(path, node.asString()));
        }
    }
}
