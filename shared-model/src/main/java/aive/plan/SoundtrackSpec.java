package aive.plan;

import aive.json.Json;
import aive.media.SoundFacts;
import aive.project.MusicSettings;
import aive.time.Rational;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/// Everything that determines the sound of the whole video; the SHA-256 of its canonical JSON is its identity.
///
/// @param semantics counts up whenever our own code comes to mix the same spec differently
/// @param ffmpeg version and configuration of FFmpeg
/// @param architecture of the machine
/// @param samples length of the finished sound
/// @param narration the voice
/// @param music what plays under it
/// @param loudness of the finished sound, in LUFS
public record SoundtrackSpec(
        int semantics, String ffmpeg, String architecture, long samples, Track narration, Optional<Music> music, Rational loudness) {

    /// The soundtrack's identity: 64 hexadecimal digits.
    @JsonIgnore
    public String sha256() {
        return Json.sha256(this);
    }

    /// Where the finished soundtrack lies in the store.
    public String key() {
        return "soundtracks/" + sha256();
    }

    /// The sound of an asset.
    public record Track(String asset, SoundFacts facts) {}

    /// A track and how it is mixed in.
    public record Music(Track track, MusicSettings settings) {}
}
