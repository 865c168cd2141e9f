package aive.input;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which sources are allowed, judged by the text of their URL. The HTTP client checks the addresses of hosts.
public sealed interface SourcePolicy {

    /// The buckets that `s3://` may name.
    Set<String> buckets();

    /// The policy in the cloud: allows `https://`, and `s3://` in these buckets.
    record Deployed(Set<String> buckets) implements SourcePolicy {
        public Deployed {
            buckets = Set.copyOf(buckets);
        }
    }

    /// The policy of a local run: allows what [Deployed] allows, and files by plain path, absolute or relative to
    /// `folder`.
    ///
    /// @param folder `file:///…/`, the folder of the project file
    /// @param defect why a file cannot be read, the predicate of a sentence: `does not exist`; empty if it can
    record LocalRun(URI folder, Set<String> buckets, Function<URI, Optional<String>> defect) implements SourcePolicy {

        /// @throws IllegalArgumentException if `folder` is not a `file:` address that ends with `/`
        public LocalRun {
            buckets = Set.copyOf(buckets);
            if (!"file".equals(folder.getScheme()) || !folder.getPath().endsWith("/")) {
                throw new IllegalArgumentException("not a folder: " + folder);
            }
        }

        /// Makes the policy for a folder of this machine.
        public static LocalRun in(Path folder, Set<String> buckets, Function<URI, Optional<String>> defect) {
            String address = folder.toAbsolutePath().normalize().toUri().toString();
            return new LocalRun(URI.create(address.endsWith("/") ? address : address + "/"), buckets, defect);
        }
    }
}
