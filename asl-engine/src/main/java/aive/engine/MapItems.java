package aive.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The items of one run of a Map state.
///
/// @param maxConcurrency how many iterations may run at the same time, at least 1
record MapItems(String state, List<JsonNode> values, Optional<Template> itemSelector, int maxConcurrency) {

    /// @throws StateFailed if the item source does not give an array
    static MapItems of(String state, MapDefinition map, Bindings bindings, EngineSettings settings)
            throws StateFailed {
        int limit = map.maxConcurrency().integer(bindings, "MaxConcurrency", 0);
        JsonNode array = switch (map.itemSource()) {
            case MapDefinition.ItemSource.Items(Template items) -> checkArray(items.evaluate(bindings));
            case MapDefinition.ItemSource.ItemReader(Template bucket, Template key) ->
                read(settings.objectReader(), bucket.text(bindings, "Bucket"), key.text(bindings, "Key"));
        };
        List<JsonNode> values = new ArrayList<>(array.size());
        array.forEach(values::add);
        int maxConcurrency = limit == 0 ? settings.workers() : Math.min(limit, settings.workers());
        return new MapItems(state, values, map.itemSelector(), maxConcurrency);
    }

    /// The input of an iteration: the value of `ItemSelector`, or the item if there is no `ItemSelector`.
    JsonNode input(int index, Bindings bindings) throws StateFailed {
        if (itemSelector.isEmpty()) {
            return checkSize(values.get(index), index);
        }
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.setAll((ObjectNode) bindings.states().get("context"));
        context.putObject("Map").putObject("Item").put("Index", index).set("Value", values.get(index));
        return checkSize(itemSelector.get().evaluate(bindings.with("context", context)), index);
    }

    private JsonNode checkSize(JsonNode input, int index) throws StateFailed {
        return PayloadLimit.check(input, "input of item %d of state \"%s\"".formatted(index, state));
    }

    private static JsonNode checkArray(JsonNode items) throws StateFailed {
        if (items.isObject()) {
            throw new StateFailed(ErrorOutput.RUNTIME, "Items is an object; this engine implements only arrays");
        }
        if (!items.isArray()) {
            throw StateFailed.query("Items is %s; it must be an array".formatted(items));
        }
        return items;
    }

    private static JsonNode read(S3ObjectReader reader, String bucket, String key) throws StateFailed {
        try {
            JsonNode items = JsonCodec.parse(reader.read(bucket, key));
            if (items.isArray()) {
                return items;
            }
            throw itemReaderFailed("s3://%s/%s is not a JSON array".formatted(bucket, key));
        } catch (IOException | RuntimeException e) {
            throw itemReaderFailed("could not read s3://%s/%s: %s".formatted(bucket, key, e.getMessage()));
        }
    }

    private static StateFailed itemReaderFailed(String cause) {
        return new StateFailed("States.ItemReaderFailed", cause);
    }
}
