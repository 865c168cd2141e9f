package aive.step;
import aive.http.SourceUrl;
import aive.json.Json;
import aive.media.SourceRecord;
import aive.project.Source;
import aive.store.Store;
import java.util.Optional;

/// What is known of sources that have been fetched: `sources/<sha256 of the address without its signature>.json`.
public final class SourceRecords {

    private final Store store;

    public SourceRecords(Store store) {
        this.store = store;
    }

    /// Empty also where another version of ours wrote what this one cannot read, or knew other facts: the source is then fetched anew.
    public Optional<SourceRecord> find(Source source) {
        return store.read(key(source))
                .flatMap(bytes -> Json.readIfKnown(bytes, SourceRecord.class))
                .filter(found -> found.probe() == SourceRecord.PROBE_VERSION);
    }

    public void put(Source source, SourceRecord sourceRecord) {
        store.write(key(source), Json.bytes(sourceRecord));
    }

    private static String key(Source source) {
        String identity = source.isHttps() ? SourceUrl.parse("", source.url().toString()).identity() : source.url().toString();
        return "sources/" + Json.sha256OfText(identity) + ".json";
    }
}
