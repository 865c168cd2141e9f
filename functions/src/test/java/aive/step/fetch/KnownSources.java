package aive.step.fetch;

import aive.media.Asset;
import aive.media.SourceRecord;
import aive.project.Source;
import aive.step.SourceRecords;
import aive.store.Store;
import java.util.Optional;

/// Adds records of sources to a store without fetching them.
public final class KnownSources {

    private KnownSources() {}

    public static void put(Store store, Source source, Asset asset) {
        new SourceRecords(store).put(source, SourceRecord.of(asset, Optional.empty(), Optional.empty()));
    }
}
