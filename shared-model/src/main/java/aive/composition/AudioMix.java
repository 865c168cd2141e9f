package aive.composition;

import aive.media.AudioInfo;
import aive.project.MusicSettings;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The audio of the whole video: narration, optional music and sound of the clips, and the loudness of the mix.
///
/// @param samples length of the mix, at 48 kHz
/// @param narration the audio of the spoken text
/// @param music the music under the narration
/// @param original the own sound of the clips; absent if none is heard
/// @param loudness of the finished mix, in LUFS
public record AudioMix(
        long samples, Track narration, Optional<Music> music, Optional<OriginalSound> original, Rational loudness) {

    /// A mix without the own sound of the clips.
    public AudioMix(long samples, Track narration, Optional<Music> music, Rational loudness) {
        this(samples, narration, music, Optional.empty(), loudness);
    }

    /// The audio of a file.
    ///
    /// @param file SHA-256 of its bytes
    /// @param media what the probe found in it
    public record Track(String file, AudioInfo media) {}

    /// The music and its mixing settings.
    ///
    /// @param tracks played one after another, at least one; then the first again, until the video ends
    public record Music(List<MusicTrack> tracks, MusicSettings settings) {

        /// One track from its beginning.
        public Music(Track track, MusicSettings settings) {
            this(List.of(new MusicTrack(track, Rational.ZERO)), settings);
        }

        /// @throws IllegalArgumentException if there is no track
        public Music {
            tracks = List.copyOf(tracks);
            if (tracks.isEmpty()) {
                throw new IllegalArgumentException("music needs at least one track");
            }
        }
    }

    /// A music file.
    ///
    /// @param start the time in the file at which it begins, in seconds; the part before is never heard
    public record MusicTrack(Track track, Rational start) {

        /// @throws IllegalArgumentException if the start is negative, or not before the end of the file
        public MusicTrack {
            if (start.signum() < 0 || start.compareTo(track.media().seconds()) >= 0) {
                throw new IllegalArgumentException("music of %s s cannot begin at %s s".formatted(
                        track.media().seconds(), start));
            }
        }

        /// The first sample that is played. The length of the file is in whole samples, so there is one.
        public long firstSample() {
            return start.times(FrameRate.SAMPLES_PER_SECOND).floor();
        }

        /// The number of samples that are played.
        public long samples() {
            return track.media().samples() - firstSample();
        }
    }

    /// The SHA-256 identities of the audio files.
    public Set<String> assets() {
        Set<String> assets = new LinkedHashSet<>();
        assets.add(narration.file());
        music.ifPresent(added -> added.tracks().forEach(each -> assets.add(each.track().file())));
        original.ifPresent(sound -> sound.clips().forEach(clip -> assets.add(clip.file())));
        return assets;
    }
}
