package aive.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The items of one run of a Map.
///
/// @param atOnce how many iterations may run at the same time
record MapItems(String state, List<JsonNode> values, Optional<Template> selector, int atOnce) {

    /// @throws StateFailed if there is no array to be had
    static MapItems of(String state, Iterations iterations, Bindings bindings, Surroundings surroundings) throws StateFailed {
        int limit = iterations.maxConcurrency().integer(bindings, "MaxConcurrency", 0);
        JsonNode array = switch (iterations.items()) {
            case Iterations.Items.Given(Template items) -> given(items.fill(bindings));
            case Iterations.Items.Read(Template bucket, Template key) ->
                read(surroundings.objects(), bucket.text(bindings, "Bucket"), key.text(bindings, "Key"));
        };
        List<JsonNode> values = new ArrayList<>(array.size());
        array.forEach(values::add);
        return new MapItems(state, values, iterations.itemSelector(), limit == 0 ? surroundings.workers() : Math.min(limit, surroundings.workers()));
    }

    /// What an iteration begins with: the item, or what the `ItemSelector` makes of it.
    JsonNode input(int index, Bindings bindings) throws StateFailed {
        if (selector.isEmpty()) {
            return check(values.get(index), index);
        }
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.setAll((ObjectNode) bindings.states().get("context"));
        context.putObject("Map").putObject("Item").put("Index", index).set("Value", values.get(index));
        return check(selector.get().fill(bindings.with("context", context)), index);
    }

    private JsonNode check(JsonNode input, int index) throws StateFailed {
        return PayloadLimit.check(input, "input of item %d of state \"%s\"".formatted(index, state));
    }

    private static JsonNode given(JsonNode items) throws StateFailed {
        if (items.isObject()) {
            throw new StateFailed(Failure.RUNTIME, "Items is an object, which this engine does not implement");
        }
        if (!items.isArray()) {
            throw StateFailed.query("Items is %s, not an array".formatted(items));
        }
        return items;
    }

    private static JsonNode read(ObjectReader objects, String bucket, String key) throws StateFailed {
        try {
            JsonNode items = JsonCodec.parse(objects.read(bucket, key));
            if (items.isArray()) {
                return items;
            }
            throw new StateFailed("States.ItemReaderFailed", "s3://%s/%s is not a JSON array".formatted(bucket, key));
        } catch (IOException | RuntimeException e) {
            throw new StateFailed("States.ItemReaderFailed", "could not read s3://%s/%s: %s".formatted(bucket, key, e.getMessage()));
        }
    }
}
