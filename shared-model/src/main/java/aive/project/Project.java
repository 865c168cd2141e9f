package aive.project;

import aive.error.Problem;
import aive.time.Rational;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A narrated video as its author requested it: valid, with every default filled in.
///
/// @param id the author's own name for it; keys and paths use [SafeId] instead
/// @param sentences in order of their start, at least one
/// @param narration source of the spoken audio
/// @param music source of the music under the narration
/// @param settings of the render
/// @param warnings input that was accepted but is probably a mistake
public record Project(
        String id, List<Sentence> sentences, Source narration, Optional<Source> music, RenderSettings settings, List<Problem> warnings) {

    public static final String NARRATION_POINTER = "/audio_url";
    public static final String MUSIC_POINTER = "/music_url";

    /// @throws IllegalArgumentException if there is no sentence, or a sentence starts before the previous one
    public Project {
        sentences = List.copyOf(sentences);
        warnings = List.copyOf(warnings);
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("a project has at least one sentence");
        }
        for (int i = 1; i < sentences.size(); i++) {
            if (sentences.get(i).start().compareTo(sentences.get(i - 1).start()) < 0) {
                throw new IllegalArgumentException("sentence %s starts before the one in front of it".formatted(sentences.get(i).id()));
            }
        }
    }

    /// All distinct sources: narration, music, and footage.
    public Set<Source> sources() {
        Set<Source> sources = new LinkedHashSet<>();
        sources.add(narration);
        music.ifPresent(sources::add);
        sentences.forEach(sentence -> sources.add(sentence.footage()));
        return sources;
    }

    /// The same project with another target length of chunks.
    public Project withChunkSeconds(Rational chunkSeconds) {
        return new Project(id, sentences, narration, music, settings.withChunkSeconds(chunkSeconds), warnings);
    }
}
