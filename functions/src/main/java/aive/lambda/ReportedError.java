package aive.lambda;

import aive.error.ChunkMismatch;
import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.EncodeFailed;
import aive.error.InvalidProject;
import aive.error.MediaForbidden;
import aive.error.MediaTooLarge;
import aive.error.MediaUnavailable;
import aive.error.MediaUnusable;
import aive.error.MissingGlyphs;
import aive.error.OutOfSpace;
import aive.error.Problem;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import aive.file.FullDisk;
import aive.file.OpenFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Chooses the exception that a function reports to Lambda.
///
/// Lambda's Java runtime reports only the class of the outermost exception, and Step Functions keeps 32,768
/// characters of the report. So our errors must not be wrapped, and their messages are shortened.
public final class ReportedError {

    /// The limit for an error's message, in characters. It leaves room for the stack trace and for escaped quotes.
    private static final int LONGEST_MESSAGE = 20_000;

    private ReportedError() {}

    /// The error to report for `thrown`.
    ///
    /// This is the first [RenderError] or [VirtualMachineError] among `thrown` and its causes, or an [OutOfSpace] if a
    /// full disk or too many open files come first. If there is none of these, it is `thrown` itself.
    public static Throwable of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RenderError error -> {
                    return shortened(error);
                }
                case VirtualMachineError error -> {
                    return error;
                }
                case IOException tooMany
                when OpenFiles.isLimitCauseOf(tooMany) -> {
                    return OpenFiles.tooFew(String.valueOf(tooMany.getMessage()), thrown);
                }
                case IOException full
                when FullDisk.isCauseOf(full) -> {
                    return new OutOfSpace("", "the disk was full: " + full.getMessage(), thrown);
                }
                default -> {}
            }
        }
        return thrown;
    }

    /// Throws `error` unchanged, even if it is a checked exception.
    public static RuntimeException thrown(Throwable error) {
        return ReportedError.<RuntimeException>sneak(error);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // checked exceptions must not be wrapped
    private static <T extends Throwable> RuntimeException sneak(Throwable error) throws T {
        throw (T) error;
    }

    private static RenderError shortened(RenderError error) {
        if (String.valueOf(error.getMessage()).length() <= LONGEST_MESSAGE) {
            return error;
        }
        // Only these list many problems.
        return switch (error) {
            case InvalidProject invalid -> new InvalidProject(first(invalid.problems()));
            case MediaForbidden forbidden -> new MediaForbidden(first(forbidden.problems()));
            case MissingGlyphs missing -> new MissingGlyphs(first(missing.problems()));
            case ChunkMismatch _,
                    ConfigurationError _,
                    DeadlineExceeded _,
                    EncodeFailed _,
                    MediaTooLarge _,
                    MediaUnavailable _,
                    MediaUnusable _,
                    OutOfSpace _,
                    StorageUnavailable _ -> error;
        };
    }

    private static List<Problem> first(List<Problem> problems) {
        List<Problem> first = new ArrayList<>();
        int length = 0;
        for (Problem problem : problems) {
            length += problem.toString().length() + 1;
            if (length > LONGEST_MESSAGE) {
                break;
            }
            first.add(problem);
        }
        first.add(new Problem("", "and %d more problems".formatted(problems.size() - first.size())));
        return first;
    }
}
