package aive.project;

import aive.error.Problem;
import aive.time.Rational;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A narrated video as its author asked for it: valid, with every default filled in.
///
/// @param id the author's own name for it; no key or path is ever built from it as it is
/// @param sentences in order of their start, at least one
/// @param narration the voice
/// @param music what plays under the voice
/// @param settings how it is rendered
/// @param warnings what was accepted though it is probably not what the author meant
public record Project(
        String id, List<Sentence> sentences, Source narration, Optional<Source> music, RenderSettings settings, List<Problem> warnings) {

    public static final String NARRATION_POINTER = "/audio_url";
    public static final String MUSIC_POINTER = "/music_url";

    /// @throws IllegalArgumentException if there is no sentence, or one starts before its predecessor
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

    /// Everything it takes from elsewhere: narration, music, footage; each once.
    public Set<Source> sources() {
        Set<Source> sources = new LinkedHashSet<>();
        sources.add(narration);
        music.ifPresent(sources::add);
        sentences.forEach(sentence -> sources.add(sentence.footage()));
        return sources;
    }

    /// The same project with another length that chunks aim at.
    public Project withChunkSeconds(Rational chunkSeconds) {
        return new Project(id, sentences, narration, music, settings.withChunkSeconds(chunkSeconds), warnings);
    }
}
