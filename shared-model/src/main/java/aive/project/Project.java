package aive.project;

import aive.error.Problem;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A narrated video as its author requested it: valid, with every default filled in.
///
/// @param id the author's own name for it; keys and paths use [SafeId] instead
/// @param sentences in order of their start, at least one
/// @param narration source of the spoken audio
/// @param music under the narration, piece after piece; empty for none
/// @param settings of the render
/// @param warnings input that was accepted but is probably a mistake
public record Project(
        String id,
        List<Sentence> sentences,
        Source narration,
        List<MusicSource> music,
        RenderSettings settings,
        List<Problem> warnings) {

    public static final String NARRATION_POINTER = "/audio_url";

    private static final String CAPTION_FONT_POINTER = "/render/captions/font";

    /// @throws IllegalArgumentException if there is no sentence, or a sentence starts before the previous one
    public Project {
        sentences = List.copyOf(sentences);
        music = List.copyOf(music);
        warnings = List.copyOf(warnings);
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("a project needs at least one sentence");
        }
        for (int i = 1; i < sentences.size(); i++) {
            if (sentences.get(i).start().compareTo(sentences.get(i - 1).start()) < 0) {
                throw new IllegalArgumentException("sentence %s starts before the previous sentence"
                        .formatted(sentences.get(i).id()));
            }
        }
    }

    /// The volume of the clips' own sound during a sentence: a factor on their amplitude, 0 for silence.
    public Rational originalVolume(Sentence sentence) {
        return sentence.originalVolume().orElse(settings.originalVolume());
    }

    /// All uses of media files in the project, in the best order to fetch them.
    ///
    /// Audio comes first, because decoding it completely takes longest. A source that is used twice is listed twice.
    public List<MediaUse> media() {
        List<MediaUse> media = new ArrayList<>();
        media.add(new MediaUse(narration, MediaUse.Role.AUDIO, NARRATION_POINTER, "the narration " + narration));
        for (MusicSource piece : music) {
            media.add(new MediaUse(
                    piece.source(), MediaUse.Role.AUDIO, piece.pointer(), "the music " + piece.source()));
        }
        for (ImageOverlay overlay : settings.overlays().images()) {
            media.add(new MediaUse(overlay.image(), MediaUse.Role.VIDEO, overlay.imagePointer(),
                    "the overlay " + overlay.image()));
        }
        media.addAll(fonts());
        for (Sentence sentence : sentences) {
            MediaUse.Role role =
                    originalVolume(sentence).signum() > 0 ? MediaUse.Role.VIDEO_WITH_SOUND : MediaUse.Role.VIDEO;
            for (Clip clip : sentence.clips()) {
                String description = "the footage %s of sentence %s".formatted(clip.source(), sentence.id());
                media.add(new MediaUse(
                        clip.source(), role, sentence.pointer(clip) + "/url", description));
            }
        }
        return media;
    }

    /// The font files of the captions, if there are captions, and of the titles.
    private List<MediaUse> fonts() {
        List<MediaUse> fonts = new ArrayList<>();
        settings.captions().fontFile().filter(_ -> settings.captions().enabled()).ifPresent(font -> fonts.add(
                new MediaUse(font, MediaUse.Role.FONT, CAPTION_FONT_POINTER,
                        "the font %s of the captions".formatted(font))));
        for (Title title : settings.overlays().titles()) {
            title.style().fontFile().ifPresent(font -> fonts.add(
                    new MediaUse(font, MediaUse.Role.FONT, title.fontPointer(),
                            "the font %s of a title".formatted(font))));
        }
        return fonts;
    }

    /// The files of this machine that the project uses, each once.
    public List<Path> localFiles() {
        return media().stream()
                .map(MediaUse::source)
                .filter(Source::isLocalFile)
                .map(source -> Path.of(source.url()))
                .distinct()
                .toList();
    }

    /// Returns a copy of the project with another target chunk length.
    public Project withChunkSeconds(Rational chunkSeconds) {
        return new Project(id, sentences, narration, music, settings.withChunkSeconds(chunkSeconds), warnings);
    }
}
