package aive.input;

import aive.project.CaptionSource;
import aive.project.Clip;
import aive.project.Framing;
import aive.project.RenderSettings;
import aive.project.Sentence;
import aive.project.Source;
import aive.project.TransitionSettings;
import aive.project.Word;
import aive.time.Rational;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the sentences of a project, one per call.
final class SentenceReader {

    /// Control characters other than white space: they are mistakes, and fonts have no glyphs for them.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r\\x{85}]]");

    private final SourceAddresses addresses;
    private final RenderSettings settings;
    private final Problems problems;
    private final Map<String, String> pointersById = new HashMap<>();

    /// @param settings of the project, which a sentence may change for itself
    SentenceReader(SourceAddresses addresses, RenderSettings settings, Problems problems) {
        this.addresses = addresses;
        this.settings = settings;
        this.problems = problems;
    }

    /// @param list JSON pointer of the list of sentences
    /// @return empty if the sentence has a problem
    Optional<Sentence> read(JsonNode node, int position, String list) {
        String pointer = list + "/" + position;
        if (!node.isObject()) {
            problems.invalid(pointer, "the sentence is " + SafeText.value(node) + "; it must be an object");
            return Optional.empty();
        }
        int before = problems.count();
        JsonFields sentence = new JsonFields(node, pointer, problems);
        Optional<String> id = id(sentence, position);
        Optional<Rational> start = sentence.requiredNumber("start_time", InputLimits.SECONDS);
        Optional<Rational> end = sentence.requiredNumber("end_time", InputLimits.SECONDS);
        if (start.isPresent() && end.isPresent() && end.get().compareTo(start.get()) < 0) {
            problems.invalid(
                    sentence.pointer("end_time"),
                    "end_time is " + end.get().toDecimal(InputLimits.DECIMALS)
                            + "; it must not be before start_time, " + start.get().toDecimal(InputLimits.DECIMALS));
        }
        String caption = caption(sentence);
        List<Word> words = words(sentence);
        Framing framing = FramingReader.read(sentence, settings.framing());
        TransitionSettings transition = RenderReader.transition(sentence, settings.transition());
        List<Clip> clips = clips(sentence, framing);
        Optional<Rational> originalVolume = sentence.number("original_volume", InputLimits.VOLUME);
        sentence.warnOfTypos(MisplacedFields.OF_SENTENCE);
        if (problems.count() > before) {
            return Optional.empty();
        }
        return Optional.of(new Sentence(
                id.orElseThrow(),
                position,
                caption,
                start.orElseThrow(),
                end.orElseThrow(),
                clips,
                transition,
                words,
                originalVolume));
    }

    /// The clips of the list `footage`, or else the only clip.
    ///
    /// @param framing of the sentence, which a clip may change for itself
    private List<Clip> clips(JsonFields sentence, Framing framing) {
        List<Clip> clips = new ArrayList<>();
        JsonNode list = sentence.find("footage");
        if (list == null) {
            sentence.requiredObject("selected_footage", "an object with the url of a clip or image")
                    .flatMap(there -> clip(there, Clip.ONLY, Optional.empty(), framing))
                    .ifPresent(clips::add);
            return clips;
        }
        // It is valid, ignored, and not misspelt.
        var _ = sentence.find("selected_footage");
        if (!list.isArray() || list.isEmpty() || list.size() > InputLimits.CLIPS) {
            String found = list.isArray() ? "holds " + list.size() : "is " + SafeText.value(list);
            problems.invalid(
                    sentence.pointer("footage"),
                    "footage %s; it must be a list of 1 to %d clips".formatted(found, InputLimits.CLIPS));
            return clips;
        }
        for (int i = 0; i < list.size(); i++) {
            String field = "/footage/" + i;
            String pointer = sentence.pointer("footage") + "/" + i;
            if (!list.get(i).isObject()) {
                problems.invalid(
                        pointer, "the clip is " + SafeText.value(list.get(i)) + "; it must be an object with the url");
                continue;
            }
            JsonFields fields = new JsonFields(list.get(i), pointer, problems);
            Optional<Rational> seconds = fields.number("seconds", InputLimits.CLIP_SECONDS);
            clip(fields, field, seconds, framing).ifPresent(clips::add);
        }
        return clips;
    }

    /// @return empty if it has no usable URL
    private Optional<Clip> clip(JsonFields footage, String field, Optional<Rational> seconds, Framing framing) {
        Optional<Source> source = source(footage);
        Rational inPoint = footage.number("in_point", InputLimits.SECONDS).orElse(Rational.ZERO);
        Framing own = FramingReader.read(footage, framing);
        footage.warnOfTypos(MisplacedFields.OF_FOOTAGE);
        return source.map(there -> new Clip(field, there, inPoint, seconds, own));
    }

    /// The words with their times.
    ///
    /// Earlier projects may have words in another form, which nobody read. Words that are not as described are
    /// therefore ignored: with a warning if the captions need them.
    ///
    /// @return empty if there are none
    private List<Word> words(JsonFields sentence) {
        JsonNode list = sentence.find("words");
        if (list == null) {
            return List.of();
        }
        List<Word> words = new ArrayList<>();
        if (list.isArray() && list.size() <= InputLimits.WORDS) {
            for (JsonNode node : list) {
                word(node).filter(word -> words.isEmpty() || word.start().compareTo(words.getLast().start()) >= 0)
                        .ifPresent(words::add);
            }
        }
        if (words.size() < list.size() || words.isEmpty()) {
            if (settings.captions().needsWords()) {
                problems.warn(
                        sentence.pointer("words"),
                        ("words is not a list of at most %d objects with text, start, and end in the order of their "
                                + "starts, so the words get times by their lengths").formatted(InputLimits.WORDS));
            }
            return List.of();
        }
        return words;
    }

    private static Optional<Word> word(JsonNode node) {
        JsonNode text = node.path("text").isString() ? node.path("text") : node.path("word");
        Optional<Rational> start = seconds(node.path("start"));
        Optional<Rational> end = seconds(node.path("end"));
        return text.isString() && start.isPresent() && end.isPresent() && end.get().compareTo(start.get()) >= 0
                ? Optional.of(new Word(text.stringValue(), start.get(), end.get()))
                : Optional.empty();
    }

    private static Optional<Rational> seconds(JsonNode value) {
        if (!value.isNumber() || !InputLimits.SECONDS.contains(value.decimalValue())) {
            return Optional.empty();
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        return number.scale() <= InputLimits.DECIMALS ? Optional.of(Rational.of(number)) : Optional.empty();
    }

    private Optional<Source> source(JsonFields footage) {
        JsonNode url = footage.require("url", "the address of a clip or image");
        if (url != null && !url.isString()) {
            footage.mistyped("url", url, "a string, the address of a clip or image");
            return Optional.empty();
        }
        return url == null ? Optional.empty() : addresses.media(url.stringValue(), footage.pointer("url"), problems);
    }

    /// The id, or the sentence's position if it has none, as in the backend's previous service.
    private Optional<String> id(JsonFields sentence, int position) {
        JsonNode value = sentence.find("id");
        Optional<String> id = value == null
                ? Optional.of(Integer.toString(position))
                : value.isString() ? sentence.identifier("id", value) : wholeNumber(sentence, value);
        id.ifPresent(there -> {
            String first = pointersById.putIfAbsent(there, sentence.pointer("id"));
            if (first != null) {
                String ours = value == null ? " (it has none, so its position is its id)" : "";
                problems.invalid(
                        sentence.pointer("id"),
                        "id is " + SafeText.text(there) + ours + ", as in " + first + "; each sentence needs its own");
            }
        });
        return id;
    }

    private Optional<String> wholeNumber(JsonFields sentence, JsonNode value) {
        BigDecimal number = value.isNumber() ? value.decimalValue() : null;
        // check the range first: huge exponents would be slow below
        if (number == null
                || number.abs().compareTo(InputLimits.ID_NUMBER) > 0
                || number.stripTrailingZeros().scale() > 0) {
            sentence.mistyped("id", value, "a string, or a whole number of at most ±" + InputLimits.ID_NUMBER);
            return Optional.empty();
        }
        return Optional.of(number.toBigInteger().toString());
    }

    /// A character in a message.
    private static String named(String character) {
        int point = character.codePointAt(0);
        boolean visible = Character.isLetterOrDigit(point) || (point > ' ' && point < 0x7F);
        return visible ? character : "U+%04X".formatted(point);
    }

    private String caption(JsonFields sentence) {
        String spoken = sentence.text("text", InputLimits.TEXT_CHARACTERS).orElse("");
        Optional<String> translated =
                sentence.text("translated_text", InputLimits.TEXT_CHARACTERS).filter(text -> !text.isBlank());
        String caption = spoken;
        if (settings.captions().text() == CaptionSource.TRANSLATED_TEXT) {
            if (translated.isEmpty() && !spoken.isBlank()) {
                problems.warn(
                        sentence.pointer("translated_text"),
                        "there is no translation, so the caption is the spoken text");
            }
            caption = translated.orElse(spoken);
        }
        String field = sentence.pointer(caption.equals(spoken) ? "text" : "translated_text");
        HtmlEntities.first(caption)
                .ifPresent(entity -> problems.warn(
                        field,
                        "the caption is shown as it is written, with the HTML entity %s; write %s itself if it is meant"
                                .formatted(entity.written(), named(entity.character()))));
        String seen = UNSEEN.matcher(caption).replaceAll("");
        if (!seen.equals(caption)) {
            problems.warn(field, "control characters are left out of the caption");
        }
        return seen;
    }
}
