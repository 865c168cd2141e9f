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
import aive.error.OutOfSpace;
import aive.error.Problem;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import aive.file.FullDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What leaves a function when something has been thrown in it.
///
/// Lambda's Java runtime reports the class of the outermost exception alone, and Step Functions keeps 32,768 characters of what it reports: an error
/// of ours must not be wrapped, and must not be longer.
public final class ReportedError {

    /// Leaves room for the stack trace and for quotes that JSON escapes.
    private static final int LONGEST_MESSAGE = 20_000;

    private ReportedError() {}

    /// The error of ours that is behind `thrown`, or the exhaustion of the JVM; what is neither stays what it is.
    public static Throwable of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RenderError error -> {
                    return shortened(error);
                }
                case VirtualMachineError error -> {
                    return error;
                }
                case IOException full when FullDisk.isCauseOf(full) -> {
                    return new OutOfSpace("", "the disk was full: " + full.getMessage(), thrown);
                }
                default -> { }
            }
        }
        return thrown;
    }

    /// Throws it, whatever it is.
    public static RuntimeException thrown(Throwable error) {
        return ReportedError.<RuntimeException>sneak(error);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a checked exception, too, has to leave as what it is
    private static <T extends Throwable> RuntimeException sneak(Throwable error) throws T {
        throw (T) error;
    }

    private static RenderError shortened(RenderError error) {
        if (String.valueOf(error.getMessage()).length() <= LONGEST_MESSAGE) {
            return error;
        }
        // Only a project can have this much wrong with it.
        return switch (error) {
            case InvalidProject invalid -> new InvalidProject(first(invalid.problems()));
            case MediaForbidden forbidden -> new MediaForbidden(first(forbidden.problems()));
            case ChunkMismatch _, ConfigurationError _, DeadlineExceeded _, EncodeFailed _, MediaTooLarge _, MediaUnavailable _, MediaUnusable _, OutOfSpace _,
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
