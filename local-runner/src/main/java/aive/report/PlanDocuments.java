package aive.report;

import aive.input.RenderRequest;
import aive.json.Json;
import aive.message.ChunkTask;
import aive.plan.PlanSchema;
import aive.plan.VideoPlan;
import aive.planning.SentencePlaces;
import aive.project.Sentence;
import aive.report.ExecutionReport.Chunk;
import aive.report.ExecutionReport.Scene;
import aive.time.FrameRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the plan of a render from its documents in the work bucket.
///
/// @param plan the plan
/// @param tasks by the number of the chunk
/// @param places of the sentences in the video
/// @param sentences of the project, by their ids
record PlanDocuments(
        VideoPlan plan,
        Map<Integer, ChunkTask> tasks,
        List<SentencePlaces.Place> places,
        Map<String, Numbered> sentences) {

    /// A sentence and its position in time, from 1.
    record Numbered(int number, Sentence sentence) {}

    PlanDocuments {
        tasks = Map.copyOf(tasks);
        places = List.copyOf(places);
        sentences = Map.copyOf(sentences);
    }

    /// @param planned the output of the step *Plan chunks*
    /// @param objects reads an object of the work bucket
    /// @return empty if the plan does not exist, or another version wrote it
    static Optional<PlanDocuments> read(JsonNode planned, Function<String, Optional<byte[]>> objects) {
        String planKey = planned.path("plan_key").asString("");
        if (planKey.isEmpty()) {
            return Optional.empty();
        }
        String folder = "projects/%s/".formatted(planned.path("render_id").asString(""));
        String planFolder = planKey.substring(0, planKey.lastIndexOf('/') + 1);
        return document(planKey, VideoPlan.class, objects).map(plan -> new PlanDocuments(
                plan,
                tasks(planned.path("chunks_key").asString(""), objects),
                document(planFolder + "sentences.json", SentencePlaces.class, objects)
                        .map(SentencePlaces::places)
                        .orElse(List.of()),
                document(folder + "request.json", RenderRequest.class, objects)
                        .map(PlanDocuments::sentences)
                        .orElse(Map.of())));
    }

    private static <T> Optional<T> document(
            String key, Class<T> type, Function<String, Optional<byte[]>> objects) {
        return objects.apply(key)
                .flatMap(bytes -> Json.readIfKnown(bytes, JsonNode.class))
                .filter(document -> document.path(PlanSchema.FIELD).asInt(0) == PlanSchema.CURRENT)
                .flatMap(document -> content(document.path("content"), type));
    }

    private static <T> Optional<T> content(JsonNode content, Class<T> type) {
        try {
            return Optional.ofNullable(Json.MAPPER.treeToValue(content, type));
        } catch (JacksonException _) {
            // A version of the functions with the same schema may know other fields.
            return Optional.empty();
        }
    }

    private static Map<Integer, ChunkTask> tasks(String key, Function<String, Optional<byte[]>> objects) {
        Map<Integer, ChunkTask> tasks = new HashMap<>();
        objects.apply(key)
                .flatMap(bytes -> Json.readIfKnown(bytes, ChunkTask[].class))
                .ifPresent(all -> List.of(all).forEach(task -> tasks.put(task.chunk(), task)));
        return tasks;
    }

    private static Map<String, Numbered> sentences(RenderRequest request) {
        Map<String, Numbered> sentences = new HashMap<>();
        List<Sentence> all = request.project().sentences();
        for (int i = 0; i < all.size(); i++) {
            sentences.putIfAbsent(all.get(i).id(), new Numbered(i + 1, all.get(i)));
        }
        return sentences;
    }

    /// @param states what happened to each chunk, by its number; a chunk that is not there was not rendered
    List<Chunk> chunks(Map<Integer, Chunk.State> states) {
        FrameRate rate = plan.format().frameRate();
        List<Chunk> chunks = new ArrayList<>();
        long first = 0;
        for (VideoPlan.Part part : plan.parts()) {
            int number = chunks.size() + 1;
            chunks.add(new Chunk(
                    number,
                    Optional.ofNullable(tasks.get(number)).map(ChunkTask::sentences).orElse(""),
                    seconds(rate, first),
                    seconds(rate, first + part.frames()),
                    states.getOrDefault(number, Chunk.State.MISSING),
                    part.because().orElse("")));
            first += part.frames();
        }
        return chunks;
    }

    /// The sentences in the order of the video, without pictures.
    List<Scene> scenes() {
        FrameRate rate = plan.format().frameRate();
        List<Scene> scenes = new ArrayList<>();
        for (SentencePlaces.Place place : places) {
            Optional<Numbered> known = Optional.ofNullable(sentences.get(place.id()));
            scenes.add(new Scene(
                    known.map(Numbered::number).orElse(scenes.size() + 1),
                    place.id(),
                    known.map(sentence -> sentence.sentence().pointer()).orElse(""),
                    seconds(rate, place.frames().first()),
                    seconds(rate, place.frames().end()),
                    known.map(sentence -> sentence.sentence().caption()).orElse(""),
                    Optional.empty()));
        }
        return scenes;
    }

    private static double seconds(FrameRate rate, long frame) {
        return Double.parseDouble(rate.startOf(frame).toDecimal(6));
    }
}
