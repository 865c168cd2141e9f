package aive.step.fetch;

import aive.caption.FontProbe;
import aive.error.DeadlineExceeded;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.MediaUnusable;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.fetch.BucketDownloader;
import aive.fetch.Download;
import aive.fetch.Downloader;
import aive.fetch.Validators;
import aive.ffmpeg.AudioProbe;
import aive.ffmpeg.MediaProbe;
import aive.ffmpeg.MediaReference;
import aive.ffmpeg.VisualProbe;
import aive.file.DiskFailure;
import aive.file.NewFile;
import aive.file.Sha256;
import aive.http.SourceUrl;
import aive.json.Json;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ClipAudio;
import aive.media.FontInfo;
import aive.media.SilentStretch;
import aive.media.SourceRecord;
import aive.media.VisualInfo;
import aive.message.FetchBatch;
import aive.message.FetchedBatch;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.parallel.ParallelTasks;
import aive.step.RenderFolder;
import aive.step.SourceRecords;
import aive.step.Workspace;
import aive.store.Store;
import aive.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Copies each source into the store once, and probes it. No other step reads untrusted sources.
public final class FetchMedia {

    /// The limit for one source, since a slower server is unlikely to finish at all.
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(10);

    /// The number of sources that a batch downloads at the same time. A slow one thus does not hold the others back.
    private static final int SOURCES_AT_ONCE = 4;

    /// The number of files that are probed at the same time: FFmpeg may decode very large frames, and needs memory.
    private static final int PROBES_AT_ONCE = 2;

    private final Semaphore probes = new Semaphore(PROBES_AT_ONCE);
    private final Store store;
    private final SourceRecords records;
    private final Downloader downloader;
    private final Optional<BucketDownloader> buckets;
    private final MediaProbe probe;
    private final FontProbe fontProbe = new FontProbe();
    private final long maxBytes;
    private final Path work;

    /// @param buckets downloads `s3://` sources; empty where S3 is not available
    /// @param maxBytes size limit of local files; the downloaders have their own limits
    /// @param work parent of temporary folders
    public FetchMedia(Store store, Downloader downloader, Optional<BucketDownloader> buckets, MediaProbe probe,
            long maxBytes, Path work) {
        this.store = store;
        this.records = new SourceRecords(store);
        this.downloader = downloader;
        this.buckets = buckets;
        this.probe = probe;
        this.maxBytes = maxBytes;
        this.work = work;
    }

    /// Fetches and probes the media of one batch.
    ///
    /// Sources that cannot be used are no failure of the batch: the other batches go on, so that one report names every
    /// such source of the project. The state machine reports them when all batches are done.
    public FetchedBatch run(FetchBatch batch, Deadline deadline) {
        RenderFolder folder = new RenderFolder(store, batch.renderId());
        MediaList media = folder.read(folder.media(), MediaList.class);
        List<Attempt> attempts = new ArrayList<>(ParallelTasks.map(
                media.batches().get(batch.batch() - 1), SOURCES_AT_ONCE, task -> attempt(task, deadline)));
        // The disk may have been too small for several sources at once.
        attempts.replaceAll(
                attempt -> attempt instanceof Attempt.NoRoom(var task, _) ? alone(task, deadline) : attempt);
        return summary(batch, attempts);
    }

    private static FetchedBatch summary(FetchBatch batch, List<Attempt> attempts) {
        int fetched = 0;
        int unchanged = 0;
        long bytes = 0;
        MediaErrors errors = new MediaErrors();
        List<DeadlineExceeded> late = new ArrayList<>();
        for (Attempt attempt : attempts) {
            switch (attempt) {
                case Attempt.Fetched(var asset) -> {
                    fetched++;
                    bytes += asset.bytes();
                }
                case Attempt.Unchanged _ -> unchanged++;
                case Attempt.Unusable(var error) -> errors.add(error);
                case Attempt.TooLate(var error) -> late.add(error);
                case Attempt.NoRoom(_, var error) -> throw error;
            }
        }
        if (!late.isEmpty()) {
            errors.unchecked(late.size(), late.getFirst());
        }
        return new FetchedBatch(batch.batch(), fetched, unchanged, bytes, errors.type(), errors.lines());
    }

    /// The result of fetching one source. All other failures end the batch.
    private sealed interface Attempt {
        record Fetched(Asset asset) implements Attempt {}

        record Unchanged() implements Attempt {}

        /// The project's author must fix the source.
        record Unusable(RenderError error) implements Attempt {}

        record TooLate(DeadlineExceeded error) implements Attempt {}

        record NoRoom(MediaTask task, OutOfSpace error) implements Attempt {}
    }

    private Attempt attempt(MediaTask task, Deadline deadline) {
        try {
            return alone(task, deadline);
        } catch (OutOfSpace e) {
            return new Attempt.NoRoom(task, e);
        }
    }

    /// Fetches a source while no other is fetched, or where the disk is large enough for all.
    private Attempt alone(MediaTask task, Deadline deadline) {
        try {
            return fetch(task, deadline)
                    .<Attempt>map(Attempt.Fetched::new)
                    .orElseGet(Attempt.Unchanged::new);
        } catch (MediaForbidden | MediaTooLarge | MediaUnavailable | MediaUnusable e) {
            return new Attempt.Unusable(e);
        } catch (DeadlineExceeded e) {
            return new Attempt.TooLate(e);
        }
    }

    /// Reports the sources of all batches that cannot be used, as the state machine does.
    ///
    /// @throws MediaUnusable if there are any. The error has the class of the first one, which may also be
    ///     MediaUnavailable, MediaForbidden, or MediaTooLarge
    public static void checkUsable(List<FetchedBatch> batches) {
        Optional<String> type =
                batches.stream().flatMap(batch -> batch.error().stream()).findFirst();
        if (type.isPresent()) {
            throw MediaErrors.error(
                    type.get(),
                    batches.stream().flatMap(batch -> batch.problems().stream()).toList());
        }
    }

    /// Returns the asset if the source was read; empty if it has not changed.
    private Optional<Asset> fetch(MediaTask task, Deadline deadline) {
        if (task.source().isHttps()) {
            // Validate the URL first, for an error that names its field.
            var _ = MediaErrors.at(task.places(), () -> url(task));
        }
        Optional<SourceRecord> before = records.find(task.source()).filter(this::isKept);
        try (Workspace workspace = Workspace.in(work)) {
            Reading reading = MediaErrors.at(task.places(), () -> task.source().isLocalFile()
                    ? copy(task, before, workspace)
                    : download(task, before, workspace, deadline));
            return switch (reading) {
                case Reading.Unchanged(var sourceRecord) -> {
                    Asset known = inspect(sourceRecord.asset(), task, workspace, deadline);
                    if (!known.equals(sourceRecord.asset())) {
                        records.put(task.source(),
                                SourceRecord.of(known, sourceRecord.etag(), sourceRecord.lastModified()));
                    }
                    yield Optional.empty();
                }
                case Reading.Read(var file, var bytes, var sha256, var validators) -> {
                    // The same content at another URL has been probed already.
                    Asset asset = before.map(SourceRecord::asset).filter(known -> known.sha256().equals(sha256))
                            .orElse(Asset.unprobed(sha256, bytes));
                    Asset known = store.writeOnceBeside(
                            asset.key(), file, () -> inspect(asset, file, task, workspace, deadline));
                    records.put(task.source(), SourceRecord.of(known, validators.etag(), validators.lastModified()));
                    yield Optional.of(known);
                }
            };
        }
    }

    /// The result of reading a source.
    private sealed interface Reading {
        record Unchanged(SourceRecord sourceRecord) implements Reading {}

        record Read(Path file, long bytes, String sha256, Validators validators) implements Reading {}
    }

    private boolean isKept(SourceRecord sourceRecord) {
        Asset asset = sourceRecord.asset();
        return store.has(asset.key()) && asset.remuxed().map(copy -> store.has(Asset.key(copy))).orElse(true);
    }

    private Reading download(MediaTask task, Optional<SourceRecord> before, Workspace workspace, Deadline deadline) {
        Optional<Validators> validators = before.map(known -> new Validators(known.etag(), known.lastModified()));
        Duration within = deadline.atMost(LONGEST_DOWNLOAD).remaining();
        String pointer = task.first().pointer();
        Download download = task.source().isHttps()
                ? downloader.fetch(pointer, url(task), validators, workspace.folder(), within)
                : bucketsFor(task).fetch(pointer, task.source().url(), validators, workspace.folder(), within);
        return switch (download) {
            case Download.NotModified() -> new Reading.Unchanged(before.orElseThrow());
            case Download.Fetched(var file, var bytes, var sha256, var fresh, _) ->
                    new Reading.Read(file, bytes, sha256, fresh);
        };
    }

    private BucketDownloader bucketsFor(MediaTask task) {
        return buckets.orElseThrow(
                () -> new MediaForbidden(task.first().pointer(),
                        "%s cannot be read here: only https sources can".formatted(task.first().description())));
    }

    private static SourceUrl url(MediaTask task) {
        return SourceUrl.parse(task.first().pointer(), task.source().url().toString());
    }

    private Reading copy(MediaTask task, Optional<SourceRecord> before, Workspace workspace) {
        Path original = Path.of(task.source().url());
        Path copy = workspace.file("copy");
        try {
            if (!Files.isRegularFile(original)) {
                throw new MediaUnavailable(task.first().pointer(), "%s does not exist".formatted(task.first().description()));
            }
            if (Files.size(original) > maxBytes) {
                throw new MediaTooLarge(task.first().pointer(), "%s has %d bytes; the limit is %d".formatted(
                        task.first().description(), Files.size(original), maxBytes));
            }
            String version = "%d bytes of %s".formatted(Files.size(original), Files.getLastModifiedTime(original));
            if (before.isPresent() && before.get().etag().equals(Optional.of(version))) {
                return new Reading.Unchanged(before.get());
            }
            MessageDigest digest = Json.newSha256();
            long bytes;
            try (InputStream content = new DigestInputStream(Files.newInputStream(original), digest);
                    NewFile target = new NewFile(copy)) {
                bytes = content.transferTo(target);
            }
            return new Reading.Read(copy, bytes, HexFormat.of().formatHex(digest.digest()),
                    new Validators(Optional.of(version), Optional.empty()));
        } catch (NoSuchFileException e) {
            throw new MediaUnavailable(task.first().pointer(), "%s does not exist".formatted(task.first().description()), e);
        } catch (IOException e) {
            throw new MediaUnavailable(
                    task.first().pointer(),
                    "%s cannot be read: %s".formatted(task.first().description(), DiskFailure.reason(e)),
                    e);
        }
    }

    private Asset inspect(Asset asset, MediaTask task, Workspace workspace, Deadline deadline) {
        if (isKnown(asset, task)) {
            return asset;
        }
        Path file = store.file(asset.key(), workspace.folder()).orElseThrow();
        return inspect(asset, file, task, workspace, deadline);
    }

    private Asset inspect(Asset asset, Path file, MediaTask task, Workspace workspace, Deadline deadline) {
        if (isKnown(asset, task)) {
            return asset;
        }
        try {
            probes.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadlineExceeded(
                    task.first().pointer(), "a file could not be probed in the time that was left", e);
        }
        try {
            return probed(asset, file, task, workspace, deadline);
        } finally {
            probes.release();
        }
    }

    private Asset probed(Asset asset, Path file, MediaTask task, Workspace workspace, Deadline deadline) {
        Optional<String> remuxed = asset.remuxed();
        Optional<VisualInfo> visual = asset.visual();
        Optional<AudioInfo> audio = asset.audio();
        List<SilentStretch> silences = asset.silences();
        List<String> warnings = new ArrayList<>(asset.warnings());
        List<RenderError> failures = new ArrayList<>();
        if (!task.footage().isEmpty() && visual.isEmpty()) {
            Path copy = workspace.file("remuxed");
            Optional<VisualProbe.ProbedFootage> footage = probed(failures, task.footage(), reference ->
                    probe.visual().footage(file, copy, reference, deadline));
            remuxed = footage.flatMap(VisualProbe.ProbedFootage::remuxed).map(this::keep);
            visual = footage.map(VisualProbe.ProbedFootage::info);
        }
        if (!task.audio().isEmpty() && audio.isEmpty()) {
            Optional<AudioProbe.ProbedAudio> sound = probed(failures, task.audio(), reference ->
                    probe.audio().probe(file, task.source().audioTrack(), reference, deadline));
            audio = sound.map(AudioProbe.ProbedAudio::info);
            silences = sound.map(AudioProbe.ProbedAudio::silences).orElse(List.of());
            sound.map(AudioProbe.ProbedAudio::warnings).ifPresent(warnings::addAll);
        }
        Optional<ClipAudio> clipAudio = asset.clipAudio();
        if (!task.clipSound().isEmpty() && clipAudio.isEmpty() && visual.isPresent()) {
            VisualInfo shown = visual.get();
            boolean copied = remuxed.isPresent();
            clipAudio = probed(failures, task.clipSound(), reference ->
                    probe.visual().sound(file, shown, copied, reference, deadline));
        }
        Optional<FontInfo> font = asset.font();
        if (!task.fonts().isEmpty() && font.isEmpty()) {
            Optional<FontProbe.ProbedFont> drawing = probed(failures, task.fonts(), reference -> fontProbe.probe(
                    file, reference.pointer(), reference.description(), workspace.folder(), deadline));
            font = drawing.map(FontProbe.ProbedFont::info);
            drawing.map(FontProbe.ProbedFont::warnings).ifPresent(warnings::addAll);
        }
        if (!failures.isEmpty()) {
            throw MediaErrors.together(failures.getFirst(),
                    failures.stream().flatMap(failure -> failure.problems().stream()).toList());
        }
        return new Asset(asset.sha256(), asset.bytes(), remuxed, visual, audio, clipAudio, font, silences,
                warnings);
    }

    /// Probes a file for one kind of use. A file may be usable as audio and not as footage, or the other way round.
    ///
    /// @param failures receives the error if the file cannot be used in these places
    private static <T> Optional<T> probed(
            List<RenderError> failures, List<MediaTask.Place> places, Function<MediaReference, T> probe) {
        MediaReference reference = new MediaReference(
                places.getFirst().pointer(), places.getFirst().description());
        try {
            return Optional.of(MediaErrors.at(places, () -> probe.apply(reference)));
        } catch (MediaTooLarge | MediaUnusable e) {
            failures.add(e);
            return Optional.empty();
        }
    }

    /// Copies a file that this step made into the store.
    ///
    /// @return the file's SHA-256
    private String keep(Path copy) {
        String sha256 = Sha256.of(copy);
        store.writeOnce(Asset.key(sha256), copy);
        return sha256;
    }

    private static boolean isKnown(Asset asset, MediaTask task) {
        return (task.footage().isEmpty() || asset.visual().isPresent())
                && (task.audio().isEmpty() || asset.audio().isPresent())
                && (task.clipSound().isEmpty() || asset.clipAudio().isPresent())
                && (task.fonts().isEmpty() || asset.font().isPresent());
    }
}
