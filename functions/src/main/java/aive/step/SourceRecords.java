package aive.step;
import aive.http.SourceUrl;
import aive.json.Json;
import aive.media.SourceRecord;
import aive.project.Source;
import aive.store.Store;
import java.util.Optional;

/// Stores the results of fetches: `sources/<sha256 of the URL without its signature>.json`.
public final class SourceRecords {

    private final Store store;

    public SourceRecords(Store store) {
        this.store = store;
    }

    /// Finds the record of a source. The result is empty if there is none, or if another version of the program or of
    /// the probe wrote it. The source is then fetched again.
    public Optional<SourceRecord> find(Source source) {
        return store.read(key(source))
                .flatMap(bytes -> Json.readIfKnown(bytes, SourceRecord.class))
                .filter(found -> found.probe() == SourceRecord.PROBE_VERSION);
    }

    public void put(Source source, SourceRecord sourceRecord) {
        store.write(key(source), Json.bytes(sourceRecord));
    }

    private static String key(Source source) {
        String identity = source.isHttps()
                ? SourceUrl.parse("", source.url().toString()).identity()
                : source.url().toString();
        String track = source.audioTrack().map(number -> "#track=" + number).orElse("");
        return "sources/" + Json.sha256OfText(identity + track) + ".json";
    }
}
