package aive.input;

import aive.project.Callback;
import aive.project.MusicSource;
import aive.project.Project;
import aive.project.RenderSettings;
import aive.project.Sentence;
import aive.project.Source;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the body into a valid project, or reports all its problems.
///
/// Unknown fields are ignored, because the backend sends many, with a warning if they resemble an absent field or
/// belong in another object. In `render` and `callback` they are problems.
final class ProjectReader {

    private static final Comparator<Sentence> BY_TIME =
            Comparator.comparing(Sentence::start).thenComparing(Sentence::end).thenComparingInt(Sentence::position);

    private final SourceAddresses addresses;

    ProjectReader(SourceAddresses addresses) {
        this.addresses = addresses;
    }

    /// @param body an object
    /// @throws aive.error.InvalidProject with every problem
    /// @throws aive.error.MediaForbidden with every problem, if all are URLs that are not allowed
    RenderRequest read(JsonNode body) {
        Problems problems = new Problems();
        JsonFields fields = new JsonFields(body, "", problems);
        RenderSettings settings = new RenderReader(addresses, problems).read(fields);
        Optional<Callback> callback = callback(fields, problems);
        Optional<Source> narration =
                source(fields, "audio_url", fields.require("audio_url", "the address of the narration"), problems);
        Optional<Integer> track = fields.integer("audio_track", InputLimits.AUDIO_TRACK);
        List<MusicSource> music = new MusicReader(addresses, problems).read(fields, settings.music());

        Optional<JsonFields> data = fields.requiredObject("project_data", "an object with the sentences");
        Optional<String> id = data.flatMap(there -> there.identifier(
                "id", there.require("id", "a string of 1 to " + InputLimits.ID_CHARACTERS + " characters")));
        List<Sentence> sentences = data.map(there -> sentences(there, settings, problems))
                .orElse(List.of());

        data.ifPresent(there -> there.warnOfTypos(MisplacedFields.OF_PROJECT_DATA));
        fields.warnOfTypos(MisplacedFields.OF_BODY);

        problems.throwIfAny();
        return RenderRequest.of(
                new Project(id.orElseThrow(), sentences, played(narration.orElseThrow(), track), music, settings,
                        problems.warnings()),
                callback);
    }

    private static Source played(Source narration, Optional<Integer> track) {
        return track.map(narration::withAudioTrack).orElse(narration);
    }

    private List<Sentence> sentences(JsonFields data, RenderSettings settings, Problems problems) {
        JsonNode list = data.require("sentences", "a list of 1 to " + InputLimits.SENTENCES + " sentences");
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            data.mistyped("sentences", list, "a list of 1 to " + InputLimits.SENTENCES + " sentences");
            return List.of();
        }
        if (list.isEmpty() || list.size() > InputLimits.SENTENCES) {
            String held = list.isEmpty() ? "is empty" : "holds " + list.size();
            problems.invalid(
                    data.pointer("sentences"),
                    "sentences " + held + "; it must hold 1 to " + InputLimits.SENTENCES + " sentences");
            return List.of();
        }
        SentenceReader reader = new SentenceReader(addresses, settings, problems);
        List<Sentence> sentences = new ArrayList<>();
        for (int position = 0; position < list.size(); position++) {
            reader.read(list.get(position), position, data.pointer("sentences")).ifPresent(sentences::add);
        }
        checkLengths(sentences, list.size(), problems);
        sentences.sort(BY_TIME);
        return sentences;
    }

    /// Transcribers give some words no length. A project with many such sentences has wrong times.
    private static void checkLengths(List<Sentence> sentences, int all, Problems problems) {
        List<Sentence> brief = sentences.stream().filter(Sentence::hasNoLength).toList();
        if (brief.size() * 100L > all * (long) InputLimits.PERCENT_WITHOUT_LENGTH) {
            problems.invalid(
                    brief.getFirst().pointer() + "/end_time",
                    "%d of %d sentences end when they start; at most %d %% of the sentences may have no length"
                            .formatted(brief.size(), all, InputLimits.PERCENT_WITHOUT_LENGTH));
            return;
        }
        for (Sentence sentence : brief) {
            problems.warn(
                    sentence.pointer() + "/end_time",
                    "end_time is the same as start_time, and the sentence is shown for one frame");
        }
    }

    private Optional<Source> source(JsonFields fields, String name, @Nullable JsonNode value, Problems problems) {
        if (value != null && !value.isString()) {
            fields.mistyped(name, value, "a string, the address");
            return Optional.empty();
        }
        return value == null ? Optional.empty() : addresses.media(value.stringValue(), fields.pointer(name), problems);
    }

    private Optional<Callback> callback(JsonFields body, Problems problems) {
        Optional<JsonFields> there = body.object("callback", "{\"url\": \"https://example.com/status\"}");
        if (there.isEmpty()) {
            return Optional.empty();
        }
        JsonFields callback = there.get();
        JsonNode address = callback.require("url", "an https address");
        Optional<URI> url = Optional.empty();
        if (address != null && !address.isString()) {
            callback.mistyped("url", address, "a string, an https address");
        } else if (address != null) {
            url = addresses.callback(address.stringValue(), callback.pointer("url"), problems);
        }
        Optional<String> taskId = callback.identifier("task_id", callback.find("task_id"));
        callback.refuseOthers();
        return url.map(checked -> new Callback(checked, taskId));
    }
}
