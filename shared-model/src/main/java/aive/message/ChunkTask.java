package aive.message;

/// The order to render one chunk. An operator reads it in the console, so it says in words what the keys say in numbers.
///
/// @param chunk its number, from 1
/// @param of how many chunks there are
/// @param sentences which sentences it shows, by their position in time: `"12–15"`, or `"12"` where it is one
/// @param from when it begins in the video, `"0:01:05.4"`
/// @param to when it ends
/// @param sha256 its identity
/// @param specKey the object that holds its spec
/// @param specOffset where in that object the spec begins, in bytes
/// @param specLength how long the spec is, in bytes
/// @param schema of the spec: [aive.plan.PlanSchema#CURRENT] when it was written
public record ChunkTask(
        int chunk, int of, String sentences, String from, String to, String sha256, String specKey, long specOffset, int specLength, int schema) {}
