package aive.message;

/// The input of the *Render chunk* state: one chunk to render.
///
/// Operators read this input in the Step Functions console. It therefore includes numbers and times for people.
///
/// @param chunk its number, from 1
/// @param of the number of chunks
/// @param sentences the sentences in the chunk, by their position in time: `"12–15"`, or `"12"` for one sentence
/// @param from its start in the video, `"0:01:05.4"`
/// @param to its end in the video
/// @param sha256 its identity
/// @param specKey key of the object that holds its spec
/// @param specOffset offset of the spec in that object, in bytes
/// @param specLength length of the spec, in bytes
/// @param schema of the spec: the [aive.plan.PlanSchema#CURRENT] of the version that wrote it
public record ChunkTask(
        int chunk, int of, String sentences, String from, String to, String sha256, String specKey, long specOffset,
                int specLength, int schema) {}
