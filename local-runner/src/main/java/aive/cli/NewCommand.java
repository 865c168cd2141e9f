package aive.cli;

import aive.draft.ClipAssignment;
import aive.draft.ProjectDraft;
import aive.draft.SpokenSentence;
import aive.draft.SubtitleFile;
import aive.draft.WordFile;
import aive.file.DiskFailure;
import aive.json.Json;
import aive.local.MediaCheck;
import aive.parallel.ParallelTasks;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/// Writes a project from a transcript with times and a folder of clips.
@Command(
        name = "new",
        description = "Writes FOLDER/project.json from a transcript with times, its narration, and a folder of clips and"
                + " images. Never overwrites a project.",
        footer = {
            "",
            "A clip whose name begins with the number of a sentence (03-sea.mp4) is shown in that sentence; one whose"
                    + " name contains a word of at least four letters of a sentence is shown in the first such sentence;"
                    + " the others follow in the order of their names, again from the first when none is left.",
            "",
            "Examples:",
            "  ./aive new talk --srt talk.srt --narration talk.mp3 --clips footage",
            "  ./aive new short --words talk.json --clips footage --size 1080x1920"
        },
        sortOptions = false)
final class NewCommand implements Callable<Integer> {

    private static final Set<String> CLIPS = Set.of(
            "3gp", "avi", "avif", "bmp", "flv", "gif", "heic", "heif", "jpeg", "jpg", "m2ts", "m4v", "mkv", "mov", "mp4",
            "mpeg", "mpg", "mts", "ogv", "png", "tif", "tiff", "ts", "webm", "webp", "wmv");
    private static final Set<String> IMAGES =
            Set.of("avif", "bmp", "gif", "heic", "heif", "jpeg", "jpg", "png", "tif", "tiff", "webp");
    private static final List<String> AUDIO = List.of("mp3", "wav", "m4a", "flac", "ogg", "opus", "aac");
    private static final List<String> TRANSCRIPTS = List.of("words.json", "json", "srt", "vtt");

    private static final Set<String> SUBTITLES = Set.of("srt", "vtt");

    /// The limit for the length of a transcript, in bytes.
    private static final long LONGEST_TRANSCRIPT = 64L << 20;

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{1,3})[x×:]([1-9][0-9]{1,3})");
    private static final int SMALLEST_SIDE = 16;
    private static final int LARGEST_SIDE = 4_096;

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FOLDER", description = "Where project.json goes; created if it does not exist.")
    private @Nullable Path folder;

    @Option(names = "--srt", paramLabel = "FILE", description = "Subtitles (SubRip): a sentence for each.")
    private @Nullable Path srt;

    @Option(names = "--vtt", paramLabel = "FILE", description = "Subtitles (WebVTT): a sentence for each.")
    private @Nullable Path vtt;

    @Option(
            names = "--words",
            paramLabel = "FILE.json",
            description = "Words with times, as Whisper, WhisperX, whisper.cpp, Deepgram, AssemblyAI, ElevenLabs, and"
                    + " Amazon Transcribe write them; they become sentences of 2 to 6 s.")
    private @Nullable Path words;

    @Option(
            names = "--narration",
            paramLabel = "FILE",
            description = "The narration (default: the audio file beside the transcript with the same name).")
    private @Nullable Path narration;

    @Option(
            names = "--clips",
            paramLabel = "DIR",
            description = "Folder of clips and images (default: FOLDER/clips).")
    private @Nullable Path clips;

    @Option(names = "--music", paramLabel = "FILE", description = "Background music (default: none).")
    private @Nullable Path music;

    @Option(names = "--size", paramLabel = "WxH", description = "Size of the video (default: 1920x1080).")
    private @Nullable String size;

    @Mixin
    private final HelpOption help = new HelpOption();

    private final List<String> problems = new ArrayList<>();

    @Override
    public Integer call() {
        Path target = Objects.requireNonNull(folder).resolve("project.json");
        if (Files.exists(target)) {
            throw exists(target);
        }
        Optional<Path> transcript = orProblem(this::transcript);
        Optional<Path> audio = Optional.ofNullable(narration)
                .map(file -> orProblem(() -> audible("--narration", file)))
                .orElseGet(() -> transcript.flatMap(file -> orProblem(() -> narrationOf(file))));
        Optional<Path> tune =
                Optional.ofNullable(music).flatMap(file -> orProblem(() -> audible("--music", file)));
        Optional<ProjectDraft.Size> pixels =
                Optional.ofNullable(size).flatMap(text -> orProblem(() -> size(text)));
        List<SpokenSentence> sentences =
                transcript.flatMap(file -> orProblem(() -> sentences(file))).orElse(List.of());
        List<Path> footage = orProblem(() -> clipsBut(
                        Stream.concat(audio.stream(), tune.stream()).toList()))
                .orElse(List.of());
        probe(Stream.concat(audio.stream(), tune.stream()).toList(), footage);
        if (!problems.isEmpty()) {
            return FailurePrinter.reportWrongUsage(problems, "See 'aive new --help'.");
        }
        write(target, sentences, audio.orElseThrow(), tune, pixels, footage);
        return Main.DONE;
    }

    private void write(
            Path target,
            List<SpokenSentence> sentences,
            Path audio,
            Optional<Path> tune,
            Optional<ProjectDraft.Size> pixels,
            List<Path> footage) {
        ClipAssignment assignment = ClipAssignment.of(
                footage, sentences.stream().map(SpokenSentence::text).toList());
        ProjectDraft draft = new ProjectDraft(
                id(),
                sentences,
                assignment.clips().stream()
                        .map(files -> files.stream().map(this::address).toList())
                        .toList(),
                address(audio),
                tune.map(this::address),
                pixels);
        write(target, draft.json());
        report(target, draft, footage, assignment.unused());
        Terminal.print("./aive render %s -o %s"
                .formatted(quoted(target), quoted(target.resolveSibling("video.mp4"))));
    }

    /// Collects the problem of a step, so that all problems are reported together.
    private <T> Optional<T> orProblem(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (ParameterException wrong) {
            problems.add(String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    /// Adds a problem for each file that a render would refuse.
    private void probe(List<Path> audio, List<Path> footage) {
        if (audio.isEmpty() && footage.isEmpty()) {
            return;
        }
        MediaCheck check = new MediaCheck(
                RunOptions.ffmpeg(), StoreOption.folders().store().resolve("work"));
        List<Supplier<MediaCheck.Verdict>> probes = new ArrayList<>();
        audio.forEach(file -> probes.add(() -> check.audio(file)));
        footage.forEach(file -> probes.add(() -> check.footage(file)));
        ParallelTasks.map(probes, Runtime.getRuntime().availableProcessors(), Supplier::get).stream()
                .filter(verdict -> verdict.treatment() == MediaCheck.Treatment.REFUSED)
                .forEach(verdict -> problems.add(
                        "%s cannot be used: %s".formatted(verdict.file(), String.join("; ", verdict.messages()))));
    }

    private Path transcript() {
        List<Path> given = Stream.of(srt, vtt, words).filter(Objects::nonNull).toList();
        if (given.size() > 1) {
            throw wrong("--srt, --vtt, and --words exclude each other; give one of them");
        }
        if (given.size() == 1) {
            return existing(given.getFirst());
        }
        if (narration == null) {
            throw wrong("give a transcript with times: --srt FILE, --vtt FILE, or --words FILE.json");
        }
        return beside(existing(narration), TRANSCRIPTS).orElseThrow(() -> wrong(("a narration alone has no sentences;"
                + " make a transcript with times, for example with 'whisper %s --word_timestamps True --output_format"
                + " json', and give it with --words FILE.json (or --srt, --vtt)").formatted(narration)));
    }

    private Path narrationOf(Path transcript) {
        return beside(transcript, AUDIO).orElseThrow(() -> wrong(
                "there is no audio file beside %s with the same name; give the narration with --narration FILE"
                        .formatted(transcript)));
    }

    /// The file with the same name before the first or a later dot, and one of these suffixes.
    private static Optional<Path> beside(Path file, List<String> suffixes) {
        String name = String.valueOf(file.getFileName());
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            for (String suffix : suffixes) {
                Path found = file.resolveSibling(name.substring(0, dot + 1) + suffix);
                if (!found.equals(file) && Files.isRegularFile(found)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private List<SpokenSentence> sentences(Path transcript) {
        String name = String.valueOf(transcript.getFileName()).toLowerCase(Locale.ROOT);
        boolean isJson = transcript.equals(words) || (srt == null && vtt == null && name.endsWith(".json"));
        List<SpokenSentence> sentences;
        try {
            if (Files.size(transcript) > LONGEST_TRANSCRIPT) {
                throw wrong("%s is larger than %d MiB; it is no transcript".formatted(
                        transcript, LONGEST_TRANSCRIPT >> 20));
            }
            String text = Files.readString(transcript);
            sentences = isJson ? WordFile.read(Json.MAPPER.readTree(text)) : SubtitleFile.read(text);
        } catch (JacksonException e) {
            throw wrong(SUBTITLES.contains(suffix(transcript))
                    ? "%s are subtitles; give them with --%s".formatted(transcript, suffix(transcript))
                    : "%s is not JSON: %s".formatted(transcript, e.getOriginalMessage()));
        } catch (CharacterCodingException e) {
            throw wrong("%s is not text in UTF-8; save it as UTF-8".formatted(transcript));
        } catch (IOException e) {
            throw wrong("%s cannot be read: %s".formatted(transcript, DiskFailure.reason(e)));
        }
        if (sentences.isEmpty()) {
            throw wrong("%s has no %s".formatted(transcript, isJson ? "words with times" : "subtitles with text"));
        }
        return sentences;
    }

    /// @param others files that are not clips
    private List<Path> clipsBut(List<Path> others) {
        Path place = clips == null ? Objects.requireNonNull(folder).resolve("clips") : clips;
        if (!Files.isDirectory(place)) {
            throw wrong(clips == null
                    ? "there is no folder %s; give the folder of clips and images with --clips DIR".formatted(place)
                    : "%s is not a folder".formatted(place));
        }
        List<Path> found;
        try (Stream<Path> files = Files.list(place)) {
            found = files.filter(Files::isRegularFile).filter(NewCommand::isClip).toList();
        } catch (IOException e) {
            throw wrong("%s cannot be read: %s".formatted(place, DiskFailure.reason(e)));
        }
        Set<Path> excluded = others.stream().map(NewCommand::absolute).collect(Collectors.toSet());
        List<Path> usable =
                found.stream().filter(file -> !excluded.contains(absolute(file))).toList();
        if (usable.isEmpty()) {
            throw wrong("%s has no clips or images".formatted(place));
        }
        return usable;
    }

    private static boolean isClip(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && CLIPS.contains(suffix(file));
    }

    private static String suffix(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private ProjectDraft.Size size(String text) {
        Matcher sides = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (sides.matches()) {
            int width = Integer.parseInt(sides.group(1));
            int height = Integer.parseInt(sides.group(2));
            if (Stream.of(width, height)
                    .allMatch(side -> side >= SMALLEST_SIDE && side <= LARGEST_SIDE && side % 2 == 0)) {
                return new ProjectDraft.Size(width, height);
            }
        }
        throw wrong("--size must be like 1080x1920, with even numbers from %d to %d, not %s"
                .formatted(SMALLEST_SIDE, LARGEST_SIDE, text));
    }

    private String id() {
        Path name = absolute(Objects.requireNonNull(folder)).getFileName();
        return name == null ? "project" : name.toString();
    }

    /// The address of a file in the project: relative if the file is in the project's folder.
    private String address(Path file) {
        Path base = absolute(Objects.requireNonNull(folder));
        Path path = absolute(file);
        String address = (path.startsWith(base) ? base.relativize(path) : path).toString();
        // A colon could otherwise be read as the end of a scheme.
        return address.contains(":") && !address.startsWith("/") ? "./" + address : address;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong(Files.exists(file) ? file + " is not a file" : "there is no file " + file);
        }
        return file;
    }

    private Path audible(String option, Path file) {
        if (IMAGES.contains(suffix(file))) {
            throw wrong("%s must be a file with audio, and %s is an image".formatted(option, file));
        }
        return existing(file);
    }

    private void write(Path target, String json) {
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, json, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (IOException e) {
            throw wrong("%s cannot be written: %s".formatted(target, DiskFailure.reason(e)));
        }
    }

    private ParameterException exists(Path target) {
        return wrong("%s exists; name another folder, or move the project away".formatted(target));
    }

    private static void report(Path target, ProjectDraft draft, List<Path> clips, List<Path> unused) {
        Terminal.report("%s: %d sentences, %d clips".formatted(
                target, draft.sentences().size(), clips.size() - unused.size()));
        if (!unused.isEmpty()) {
            List<String> names = new ArrayList<>();
            unused.forEach(file -> names.add(String.valueOf(file.getFileName())));
            Terminal.report("note: there are more clips than sentences; not shown: " + String.join(", ", names));
        }
        if (draft.sentences().stream().anyMatch(sentence -> !sentence.words().isEmpty())) {
            Terminal.report("note: the words have times; \"render\": {\"captions\": {\"style\": \"karaoke\"}} highlights"
                    + " them as they are spoken, and the style \"word\" shows a few at a time");
        }
    }

    /// The path as a word of a shell command.
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\p{L}\\p{N}_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
