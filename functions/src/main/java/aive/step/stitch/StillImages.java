package aive.step.stitch;

import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.MediaInput;
import aive.mp4.EncodedFrames;
import aive.mp4.InvalidMp4Exception;
import aive.mp4.Mp4Muxer;
import aive.plan.VideoPlan;
import aive.step.Workspace;
import aive.time.Deadline;
import aive.time.Rational;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws the poster and the contact sheet of a finished video.
final class StillImages {

    /// The width of a contact sheet in pixels, and the limit for the height of one of its frames.
    private static final int SHEET_WIDTH = 1_920;
    private static final int HIGHEST_CELL = 600;

    private static final int COLUMNS_OF_WIDE_FRAMES = 4;
    private static final int COLUMNS_OF_TALL_FRAMES = 6;

    private static final List<String> JPEG =
            List.of("-frames:v", "1", "-q:v", "3", "-fflags", "+bitexact", "-f", "mjpeg");

    private final Ffmpeg ffmpeg;

    StillImages(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The files of the images of a video.
    ///
    /// @param contactSheet empty if the plan has none
    record Files(Path poster, Optional<Path> contactSheet) {

        static Files in(Workspace workspace, VideoPlan plan) {
            return new Files(
                    workspace.file("poster.jpg"),
                    plan.stills().sheet().isEmpty() ? Optional.empty() : Optional.of(workspace.file("sheet.jpg")));
        }
    }

    /// @param pieces of the video, in order; of each frame that is drawn, only its group of pictures is read
    /// @param files to write
    void draw(List<EncodedFrames> pieces, VideoPlan plan, Files files, Workspace workspace, Deadline deadline) {
        poster(pieces, plan, files.poster(), workspace, deadline);
        files.contactSheet().ifPresent(sheet -> sheet(pieces, plan, sheet, workspace, deadline));
    }

    private void poster(
            List<EncodedFrames> pieces, VideoPlan plan, Path poster, Workspace workspace, Deadline deadline) {
        Frame frame = frame(plan.stills().poster(), pieces, workspace.file("poster.mp4"));
        ffmpeg.run(
                new FfmpegJob(
                        "take a poster",
                        List.of(frame.input()),
                        Optional.of(FilterGraph.of(cell(0, frame).then(forJpeg()).to("poster"))),
                        List.of(jpeg(poster, "poster"))),
                deadline);
    }

    /// A frame of the video.
    ///
    /// @param group a file with the group of pictures that shows it
    /// @param number of the frame in that file
    private record Frame(Path group, int number) {

        private MediaInput input() {
            return MediaInput.of(group, "-threads", "1");
        }
    }

    /// Reads a frame.
    ///
    /// @param file to write
    private static Frame frame(long number, List<EncodedFrames> pieces, Path file) {
        long first = 0;
        for (EncodedFrames piece : pieces) {
            if (number < first + piece.frames()) {
                int inPiece = Math.toIntExact(number - first);
                EncodedFrames.Group group = piece.group(inPiece);
                try {
                    Mp4Muxer.join(List.of(group.frames()), Optional.empty()).write(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InvalidMp4Exception e) {
                    throw new IllegalStateException("one piece fits itself", e);
                }
                return new Frame(file, inPiece - group.first());
            }
            first += piece.frames();
        }
        throw new IllegalArgumentException("the video has only %d frames".formatted(first));
    }

    /// Draws the rows of the sheet one after another, because every input of a job holds a decoder with its frames.
    ///
    /// @param sheet the file to write
    private void sheet(
            List<EncodedFrames> pieces, VideoPlan plan, Path sheet, Workspace workspace, Deadline deadline) {
        List<Long> frames = plan.stills().sheet();
        boolean wide = plan.format().width() > plan.format().height();
        int columns = Math.min(frames.size(), wide ? COLUMNS_OF_WIDE_FRAMES : COLUMNS_OF_TALL_FRAMES);
        List<MediaInput> rows = new ArrayList<>();
        for (int i = 0; i < frames.size(); i += columns) {
            Path row = workspace.file("row%d.png".formatted(rows.size()));
            List<Frame> some = new ArrayList<>();
            for (long frame : frames.subList(i, Math.min(i + columns, frames.size()))) {
                some.add(frame(frame, pieces, workspace.file("cell%d.mp4".formatted(some.size()))));
            }
            row(some, columns, plan, row, deadline);
            rows.add(MediaInput.of(row));
        }
        FilterChain stacked = stacked("vstack", links(rows.size())).then(forJpeg()).to("sheet");
        ffmpeg.run(
                new FfmpegJob("draw the contact sheet", rows, Optional.of(FilterGraph.of(stacked)),
                        List.of(jpeg(sheet, "sheet"))),
                deadline);
    }

    private void row(List<Frame> frames, int columns, VideoPlan plan, Path row, Deadline deadline) {
        int width = plan.format().width();
        int height = plan.format().height();
        Rational scale = Rational.min(
                Rational.of(SHEET_WIDTH / columns, width), Rational.of(HIGHEST_CELL, height));
        int w = (int) Math.max(1, scale.times(width).roundHalfUp());
        int h = (int) Math.max(1, scale.times(height).roundHalfUp());
        List<FilterChain> chains = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            cells.add("cell" + i);
            chains.add(cell(i, frames.get(i)).then(
                            Filter.of("scale").with("w", w).with("h", h).with("flags", "bicubic"),
                            Filter.of("format", "rgb24"))
                    .to(cells.getLast()));
        }
        // The last row may have fewer frames.
        chains.add(stacked("hstack", cells)
                .then(Filter.of("pad").with("w", columns * w).with("h", h)).to("row"));
        ffmpeg.run(
                new FfmpegJob(
                        "draw the contact sheet",
                        frames.stream().map(Frame::input).toList(),
                        Optional.of(new FilterGraph(chains)),
                        List.of(FfmpegJob.Output.file(row, List.of("-map", "[row]", "-frames:v", "1", "-c:v", "png",
                                "-compression_level", "1", "-fflags", "+bitexact", "-f", "image2pipe")))),
                deadline);
    }

    private static FilterChain stacked(String filter, List<String> links) {
        return FilterChain.joining(
                links, links.size() == 1 ? Filter.of("null") : Filter.of(filter).with("inputs", links.size()));
    }

    private static List<String> links(int inputs) {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            links.add(i + ":0");
        }
        return links;
    }

    private static FilterChain cell(int input, Frame frame) {
        return FilterChain.from(
                input,
                0,
                Filter.of("trim").with("start_frame", frame.number).with("end_frame", frame.number + 1));
    }

    /// Viewers of JPEG files expect the full range and the matrix of BT.601.
    private static Filter forJpeg() {
        return Filter.of("scale").with("flags", "bicubic").with("out_color_matrix", "bt601").with("out_range", "pc");
    }

    private static FfmpegJob.Output jpeg(Path file, String link) {
        List<String> options = new ArrayList<>(List.of("-map", "[" + link + "]", "-pix_fmt", "yuvj420p"));
        options.addAll(JPEG);
        return FfmpegJob.Output.file(file, options);
    }
}
