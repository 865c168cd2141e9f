package aive.plan;

import aive.composition.AudioMix;
import aive.json.Json;
import com.fasterxml.jackson.annotation.JsonIgnore;

/// Everything that determines the audio of the whole video, and nothing else.
///
/// The SHA-256 of its canonical JSON is the soundtrack's identity.
///
/// @param mixer which program mixes it
/// @param mix what is heard
public record SoundtrackSpec(MixerIdentity mixer, AudioMix mix) {

    /// The soundtrack's identity: 64 hexadecimal digits.
    @JsonIgnore
    public String sha256() {
        return Json.sha256(this);
    }

    /// Where the finished soundtrack lies in the store.
    public String key() {
        return "soundtracks/" + sha256();
    }
}
