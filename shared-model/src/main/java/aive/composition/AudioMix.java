package aive.composition;

import aive.media.AudioInfo;
import aive.project.MusicSettings;
import aive.time.Rational;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// What is heard in the whole video.
///
/// @param samples length of the mix, at 48 kHz
/// @param narration the spoken text
/// @param music what plays under it
/// @param loudness of the finished mix, in LUFS
public record AudioMix(long samples, Track narration, Optional<Music> music, Rational loudness) {

    /// The audio of a file.
    ///
    /// @param file SHA-256 of its bytes
    /// @param media what the probe found in it
    public record Track(String file, AudioInfo media) {}

    /// A piece of music and how it is mixed in.
    public record Music(Track track, MusicSettings settings) {}

    /// The identities (SHA-256) of the files that it is mixed from.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>();
        assets.add(narration.file());
        music.ifPresent(added -> assets.add(added.track().file()));
        return assets;
    }
}
