package aive.step.stitch;

import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.MediaInput;
import aive.plan.VideoPlan;
import aive.step.Workspace;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
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

    /// @param files to write
    void draw(Path video, VideoPlan plan, Files files, Workspace workspace, Deadline deadline) {
        poster(video, plan, files.poster(), deadline);
        files.contactSheet().ifPresent(sheet -> sheet(video, plan, sheet, workspace, deadline));
    }

    /// @param poster the file to write
    void poster(Path video, VideoPlan plan, Path poster, Deadline deadline) {
        ffmpeg.run(
                new FfmpegJob(
                        "take a poster",
                        List.of(at(plan.stills().poster(), video, plan)),
                        Optional.of(FilterGraph.of(cell(0).then(forJpeg()).to("poster"))),
                        List.of(jpeg(poster, "poster"))),
                deadline);
    }

    /// Draws the rows of the sheet one after another, because every input of a job holds a decoder with its frames.
    ///
    /// @param sheet the file to write
    void sheet(Path video, VideoPlan plan, Path sheet, Workspace workspace, Deadline deadline) {
        List<Long> frames = plan.stills().sheet();
        boolean wide = plan.format().width() > plan.format().height();
        int columns = Math.min(frames.size(), wide ? COLUMNS_OF_WIDE_FRAMES : COLUMNS_OF_TALL_FRAMES);
        List<MediaInput> rows = new ArrayList<>();
        for (int i = 0; i < frames.size(); i += columns) {
            Path row = workspace.file("row%d.png".formatted(rows.size()));
            row(frames.subList(i, Math.min(i + columns, frames.size())), columns, video, plan, row, deadline);
            rows.add(MediaInput.of(row));
        }
        FilterChain stacked = stacked("vstack", links(rows.size())).then(forJpeg()).to("sheet");
        ffmpeg.run(
                new FfmpegJob("draw the contact sheet", rows, Optional.of(FilterGraph.of(stacked)),
                        List.of(jpeg(sheet, "sheet"))),
                deadline);
    }

    private void row(List<Long> frames, int columns, Path video, VideoPlan plan, Path row, Deadline deadline) {
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
            chains.add(cell(i).then(
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
                        frames.stream().map(frame -> at(frame, video, plan)).toList(),
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

    /// The video from a frame on. Seeking to the middle of the previous frame avoids rounding.
    private static MediaInput at(long frame, Path video, VideoPlan plan) {
        FrameRate rate = plan.format().frameRate();
        Rational before = rate.startOf(frame).minus(rate.startOf(1).dividedBy(Rational.of(2)));
        return MediaInput.of(video, "-threads", "1", "-ss", Rational.max(Rational.ZERO, before).toDecimal(6));
    }

    private static FilterChain cell(int input) {
        return FilterChain.from(input, 0, Filter.of("trim").with("end_frame", 1));
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
