package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.json.Json;
import aive.media.Asset;
import aive.media.SourceRecord;
import aive.project.Source;
import aive.store.FolderStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class SourceRecordsTest {

    private static final Source SOURCE = new Source(URI.create("s3://clips/sea.mp4"));
    private static final SourceRecord KNOWN =
            SourceRecord.of(Asset.unprobed(Json.sha256OfText("sea"), 3), Optional.of("1"), Optional.empty());

    @TempDir
    private Path root;

    private FolderStore store;
    private SourceRecords records;

    @BeforeEach
    void fetchOnce() {
        store = new FolderStore(root);
        records = new SourceRecords(store);
        records.put(SOURCE, KNOWN);
    }

    @Test
    void aRecordIsFoundAgain() {
        assertEquals(Optional.of(KNOWN), records.find(SOURCE));
    }

    @Test
    void aRecordOfAnotherVersionIsIgnored() {
        rewrite(NewerVersion::of);
        assertEquals(Optional.empty(), records.find(SOURCE));
    }

    @Test
    void aRecordOfAnotherProbeVersionIsIgnored() {
        rewrite(bytes -> Json.bytes(((ObjectNode) Json.tree(bytes)).put("probe", SourceRecord.PROBE_VERSION + 1)));
        assertEquals(Optional.empty(), records.find(SOURCE));
    }

    /// A record from before records had a probe version.
    @Test
    void aRecordWithoutAProbeVersionIsIgnored() {
        rewrite(bytes -> {
            ObjectNode older = (ObjectNode) Json.tree(bytes);
            var _ = older.remove("probe");
            return Json.bytes(older);
        });
        assertEquals(Optional.empty(), records.find(SOURCE));
    }

    private void rewrite(UnaryOperator<byte[]> change) {
        String key = "sources/%s.json".formatted(Json.sha256OfText(SOURCE.url().toString()));
        store.write(key, change.apply(store.read(key).orElseThrow()));
    }
}
