package aive.composition;

import aive.media.AudioInfo;
import aive.project.MusicSettings;
import aive.time.Rational;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The audio of the whole video: narration, optional music, and the loudness of the mix.
///
/// @param samples length of the mix, at 48 kHz
/// @param narration the audio of the spoken text
/// @param music the music under the narration
/// @param loudness of the finished mix, in LUFS
public record AudioMix(long samples, Track narration, Optional<Music> music, Rational loudness) {

    /// The audio of a file.
    ///
    /// @param file SHA-256 of its bytes
    /// @param media what the probe found in it
    public record Track(String file, AudioInfo media) {}

    /// A music file and its mixing settings.
    public record Music(Track track, MusicSettings settings) {}

    /// The SHA-256 identities of the audio files.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>();
        assets.add(narration.file());
        music.ifPresent(added -> assets.add(added.track().file()));
        return assets;
    }
}
