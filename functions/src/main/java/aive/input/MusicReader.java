package aive.input;

import aive.project.MusicSettings;
import aive.project.MusicSource;
import aive.project.Source;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the music: the address in `music_url`, or the list of pieces in `music_tracks`.
final class MusicReader {

    private static final String TRACKS = "music_tracks";
    private static final String LIST = "a list of 1 to " + InputLimits.MUSIC_TRACKS + " addresses or objects with url";

    private final SourceAddresses addresses;
    private final Problems problems;

    MusicReader(SourceAddresses addresses, Problems problems) {
        this.addresses = addresses;
        this.problems = problems;
    }

    /// @return the pieces in order; empty for no music
    List<MusicSource> read(JsonFields body, MusicSettings settings) {
        List<MusicSource> music = new ArrayList<>();
        only(body).ifPresent(source -> music.add(
                new MusicSource(source, settings.start(), MusicSource.POINTER)));
        JsonNode list = body.find(TRACKS);
        if (list == null) {
            return music;
        }
        if (!list.isArray() || list.isEmpty() || list.size() > InputLimits.MUSIC_TRACKS) {
            body.mistyped(TRACKS, list, LIST);
        } else if (!music.isEmpty()) {
            problems.invalid(
                    body.pointer(TRACKS), "there are both music_url and music_tracks; leave out one of them");
        } else {
            for (int i = 0; i < list.size(); i++) {
                Rational start = i == 0 ? settings.start() : Rational.ZERO;
                track(list.get(i), body.pointer(TRACKS) + "/" + i, start).ifPresent(music::add);
            }
        }
        return music;
    }

    private Optional<Source> only(JsonFields body) {
        JsonNode url = body.find("music_url");
        if (url != null && url.isString() && url.stringValue().isEmpty()) {
            problems.warn(
                    body.pointer("music_url"),
                    "music_url is an empty string, which means no music; use null, or leave the field out");
            return Optional.empty();
        }
        if (url != null && !url.isString()) {
            body.mistyped("music_url", url, "a string, the address");
            return Optional.empty();
        }
        return url == null
                ? Optional.empty()
                : addresses.media(url.stringValue(), body.pointer("music_url"), problems);
    }

    /// @param start if the piece has none of its own
    private Optional<MusicSource> track(JsonNode node, String pointer, Rational start) {
        if (node.isString()) {
            return addresses.media(node.stringValue(), pointer, problems)
                    .map(source -> new MusicSource(source, start, pointer));
        }
        if (!node.isObject()) {
            problems.invalid(
                    pointer, "the piece is " + SafeText.value(node) + "; it must be an address or an object with url");
            return Optional.empty();
        }
        JsonFields track = new JsonFields(node, pointer, problems);
        JsonNode url = track.require("url", "the address of the music");
        Optional<Source> source = Optional.empty();
        if (url != null && !url.isString()) {
            track.mistyped("url", url, "a string, the address of the music");
        } else if (url != null) {
            source = addresses.media(url.stringValue(), track.pointer("url"), problems);
        }
        Rational own = track.number("start", InputLimits.SECONDS).orElse(start);
        track.refuseOthers();
        return source.map(there -> new MusicSource(there, own, track.pointer("url")));
    }
}
