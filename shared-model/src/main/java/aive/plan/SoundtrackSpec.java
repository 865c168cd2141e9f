package aive.plan;

import aive.composition.AudioMix;
import aive.json.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;

/// Everything that determines the audio of the whole video, and nothing else.
///
/// The SHA-256 of its canonical JSON is the soundtrack's identity.
///
/// @param mixer the program that mixes it
/// @param mix the narration, the music, and the loudness
public record SoundtrackSpec(MixerIdentity mixer, AudioMix mix) {

    /// The soundtrack's identity: 64 hexadecimal digits.
    @JsonIgnore
    public String sha256() {
        return Json.sha256(this);
    }

    /// The key of the finished soundtrack in the store.
    public String key() {
        return "soundtracks/" + sha256();
    }
}
