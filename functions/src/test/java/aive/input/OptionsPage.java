package aive.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Writes the schema of the input as a page for people: a table for each object, a row for each field.
final class OptionsPage {

    /// The objects with a table of their own, by their places in the schema.
    private static final Map<String, String> OBJECTS = objects();

    /// Named values whose list is too long for a row.
    private static final String TRANSITIONS = "/$defs/transition_kind";

    private static final long MOST = 1_000_000_000L;

    private static final Set<String> ANY_NUMBER = Set.of("number", "integer");

    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder();

    OptionsPage(JsonNode schema) {
        this.schema = schema;
    }

    private static Map<String, String> objects() {
        Map<String, String> objects = new LinkedHashMap<>();
        objects.put("/$defs/body", "Project file");
        objects.put("/$defs/project_data", "project_data");
        objects.put("/$defs/sentence", "Sentence");
        objects.put("/$defs/footage", "Footage");
        objects.put("/$defs/clips/items", "Footage in a list");
        objects.put("/$defs/render", "render");
        objects.put("/$defs/render/properties/captions", "render.captions");
        objects.put("/$defs/render/properties/transition", "render.transition");
        objects.put("/$defs/title", "Title");
        objects.put("/$defs/overlay", "Overlay");
        objects.put("/$defs/render/properties/progress_bar", "render.progress_bar");
        objects.put("/$defs/render/properties/music", "render.music");
        objects.put("/$defs/music_track/else", "Piece of music");
        objects.put("/$defs/callback", "callback");
        objects.put("/$defs/location", "Stored project");
        objects.put("/$defs/event", "Event");
        return objects;
    }

    String text(String introduction) {
        page.append(introduction);
        OBJECTS.forEach((place, title) -> {
            page.append("\n## %s\n\n%s\n\n| field | value | default | |\n|---|---|---|---|\n"
                    .formatted(title, description(place, title)));
            rows("", schema.at(place));
        });
        page.append("\n## Names of transitions\n\n%s\n".formatted(wrapped(names(schema.at(TRANSITIONS)))));
        return page.toString().replace("\n\n\n", "\n\n");
    }

    private String description(String place, String title) {
        return switch (title) {
            case "Footage in a list" -> "The fields of [Footage](#footage), and:";
            case "Piece of music" -> "The address alone, or an object:";
            default -> schema.at(place).path("description").asString("");
        };
    }

    /// The rows of an object's fields, and of those of the objects in it that have no table of their own.
    private void rows(String prefix, JsonNode object) {
        Set<String> required =
                object.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        object.path("properties").properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode own = field.getValue();
            if (onlyForbids(own)) {
                return;
            }
            page.append("| `%s` | %s | %s | %s |\n".formatted(
                    name,
                    value(field.getKey(), own),
                    own.has("default") ? code(own.get("default")) : required.contains(field.getKey()) ? "required" : "",
                    meaning(own)));
            if (own.has("properties") && section(field.getKey(), own).isEmpty()) {
                rows(name + ".", own);
            }
        });
    }

    /// A field that must be elsewhere, with which the schema only makes an error clearer.
    private static boolean onlyForbids(JsonNode field) {
        return field.path("type").asString("").equals("null");
    }

    private String meaning(JsonNode field) {
        JsonNode target = resolved(field);
        String description = field.has("description")
                ? field.get("description").asString()
                : target.path("description").asString("");
        JsonNode examples = field.has("examples") ? field.get("examples") : target.path("examples");
        String example = examples.valueStream().map(OptionsPage::code).collect(Collectors.joining(", "));
        return (description + (example.isEmpty() ? "" : " Example: " + example)).replace("|", "\\|");
    }

    /// What a field may hold.
    private String value(String name, JsonNode field) {
        JsonNode target = resolved(field);
        String section = section(name, field);
        if (!section.isEmpty()) {
            return target.path("type").toString().contains("array") || name.equals("footage")
                    ? "list%s of %s".formatted(count(target), link(section))
                    : link(section);
        }
        if (target.equals(schema.at(TRANSITIONS))) {
            return "[a name](#names-of-transitions)";
        }
        if (target.equals(schema.at("/$defs/source"))) {
            return "address";
        }
        if (target.path("pattern").asString("").startsWith("^#")) {
            return "colour, `#RRGGBB`";
        }
        if (name.equals("words")) {
            return "list of objects";
        }
        if (target.path("properties").has("x")) {
            return "`{\"x\": 0.3, \"y\": 0.25}`";
        }
        if (target.has("enum")) {
            return names(target);
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (target.has(choice)) {
                return target.get(choice).valueStream()
                        .map(one -> value(name, one))
                        .collect(Collectors.joining(", or "));
            }
        }
        if (target.has("then")) {
            return value(name, target.get("then").has("type") ? target.get("then") : target.path("if")) + ", or "
                    + value(name, target.get("else"));
        }
        return Stream.of(types(target), range(target)).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    /// The title of the section that describes the objects of a field.
    private String section(String name, JsonNode field) {
        JsonNode target = resolved(field);
        if (name.equals("words") || name.equals("focus")) {
            return "";
        }
        JsonNode items = target.has("items") ? resolved(target.get("items")) : target;
        if (name.equals("selected_footage")) {
            return "Footage";
        }
        if (name.equals("footage")) {
            return "Footage in a list";
        }
        if (name.equals("music_tracks")) {
            return "Piece of music";
        }
        if (name.equals("body")) {
            return "Project file";
        }
        return OBJECTS.entrySet().stream()
                .filter(object -> schema.at(object.getKey()).equals(items))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String link(String section) {
        return "[%s](#%s)".formatted(section, section.toLowerCase(Locale.ROOT).replace(' ', '-').replace(".", ""));
    }

    private JsonNode resolved(JsonNode field) {
        return field.has("$ref") ? schema.at(field.get("$ref").asString().substring(1)) : field;
    }

    private static String names(JsonNode values) {
        return values.get("enum").valueStream()
                .filter(value -> !value.isNull())
                .map(OptionsPage::code)
                .collect(Collectors.joining(", "));
    }

    private static String types(JsonNode field) {
        List<String> types = new ArrayList<>();
        JsonNode type = field.path("type");
        (type.isArray() ? type.valueStream() : Stream.of(type)).map(one -> one.asString("")).forEach(one -> {
            switch (one) {
                case "integer" -> types.add("whole number");
                case "number" -> types.add("number");
                case "string" -> types.add("text");
                case "boolean" -> types.add("`true` or `false`");
                case "object" -> types.add("object");
                case "array" -> types.add("list" + count(field));
                default -> {}
            }
        });
        return String.join(" or ", types);
    }

    private static String range(JsonNode field) {
        boolean number = (field.path("type").isArray()
                        ? field.path("type").valueStream()
                        : Stream.of(field.path("type")))
                .anyMatch(type -> ANY_NUMBER.contains(type.asString("")));
        List<String> parts = new ArrayList<>();
        if (number) {
            if (field.path("minimum").asLong(0) < -MOST) {
                // any number that JavaScript can hold
                return "";
            } else if (field.has("minimum")) {
                parts.add(field.get("minimum") + " to " + field.path("maximum"));
            } else if (field.has("exclusiveMinimum")) {
                parts.add("above " + field.get("exclusiveMinimum") + ", to " + field.path("maximum"));
            }
        } else if (field.has("maxLength")) {
            parts.add("of at most %,d characters".formatted(field.get("maxLength").asInt()));
        }
        return String.join(" ", parts);
    }

    private static String count(JsonNode list) {
        return list.has("maxItems")
                ? " of %d to %,d".formatted(list.path("minItems").asInt(0), list.get("maxItems").asInt())
                        .replace(" of 0 to ", " of at most ")
                : "";
    }

    private static String code(JsonNode value) {
        return "`" + (value.isString() ? value.asString() : value.toString().replace("\":", "\": ").replace(",\"", ", \""))
                + "`";
    }

    /// Lines of at most 120 characters.
    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > 120) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }
}
