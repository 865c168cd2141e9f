package aive.step;

import aive.fetch.SourceUrl;
import aive.json.Json;
import aive.media.SourceRecord;
import aive.project.Source;
import aive.store.Store;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What is known of sources that have been fetched: `sources/<sha256 of the address without its signature>.json`.
public final class SourceRecords {

    private final Store store;

    public SourceRecords(Store store) {
        this.store = store;
    }

    /// Empty also where another version of ours wrote what this one cannot read: the source is then fetched anew.
    public Optional<SourceRecord> find(Source source) {
        return store.read(key(source)).flatMap(SourceRecords::parse);
    }

    private static Optional<SourceRecord> parse(byte[] bytes) {
        try {
            return Optional.of(Json.read(bytes, SourceRecord.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    public void put(Source source, SourceRecord sourceRecord) {
        store.write(key(source), Json.bytes(sourceRecord));
    }

    private static String key(Source source) {
        String identity = source.isHttps() ? SourceUrl.parse("", source.url().toString()).identity() : source.url().toString();
        return "sources/" + Json.sha256OfText(identity) + ".json";
    }
}
