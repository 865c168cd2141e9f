package aive.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.elf.ElfFile;
import aive.elf.SharedObject;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Calls the machine code, as x265 does.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@SuppressWarnings("restricted")
class VectorLog2Test {

    /// `call(function, in, out)`: Java has no way to pass two doubles in one register, so this takes them from memory and puts the results there.
    /// Before that it fills the floating-point stack with what MMX may leave behind, and afterwards it puts what is left on the stack (a NaN, if
    /// all is well) behind the results.
    private static final String ADAPTER = ""
            + "52" //           push   %rdx
            + "660fefc0" //     pxor   %xmm0,%xmm0
            + "660f1006" //     movupd (%rsi),%xmm0
            + "0f6fc1" //       movq   %mm1,%mm0
            + "ffd7" //         call   *%rdi
            + "5a" //           pop    %rdx
            + "660f1102" //     movupd %xmm0,(%rdx)
            + "dd5a10" //       fstpl  0x10(%rdx)
            + "0f77" //         emms
            + "c3"; //          ret

    private static final FunctionDescriptor SIGNATURE =
            FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

    @Test
    void itIsTheBinaryLogarithmOfBoth(@TempDir Path folder) throws Throwable {
        Path library = Files.write(folder.resolve("log2.so"), VectorLog2.library().bytes());
        Path adapter = Files.write(
                folder.resolve("adapter.so"),
                SharedObject.of("adapter", ElfFile.X86_64, new SharedObject.Function("call", ADAPTER)).bytes());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment log2 = SymbolLookup.libraryLookup(library, arena).findOrThrow(VectorLog2.NAME);
            MethodHandle call = Linker.nativeLinker()
                    .downcallHandle(SymbolLookup.libraryLookup(adapter, arena).findOrThrow("call"), SIGNATURE);
            MemorySegment in = arena.allocate(ValueLayout.JAVA_DOUBLE, 2);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_DOUBLE, 3);
            for (double[] pair : pairs()) {
                // when
                in.setAtIndex(ValueLayout.JAVA_DOUBLE, 0, pair[0]);
                in.setAtIndex(ValueLayout.JAVA_DOUBLE, 1, pair[1]);
                call.invokeExact(log2, in, out);
                // then
                check(pair[0], out.getAtIndex(ValueLayout.JAVA_DOUBLE, 0));
                check(pair[1], out.getAtIndex(ValueLayout.JAVA_DOUBLE, 1));
                assertTrue(Double.isNaN(out.getAtIndex(ValueLayout.JAVA_DOUBLE, 2)), "something stayed on the floating-point stack");
            }
        }
    }

    private static double[][] pairs() {
        Random random = new Random(1);
        double[][] pairs = new double[20_000][];
        for (int i = 0; i < pairs.length; i++) {
            // What x265 asks for: whole numbers from 1 to 2³²; and any positive number.
            pairs[i] = new double[] {1 + Math.floor(random.nextDouble() * (1L << random.nextInt(33))), Math.exp(1400 * random.nextDouble() - 700)};
        }
        pairs[0] = new double[] {1, 2};
        pairs[1] = new double[] {4294967295.0, 1024};
        pairs[2] = new double[] {0, Double.POSITIVE_INFINITY};
        pairs[3] = new double[] {-1, Double.NaN};
        pairs[4] = new double[] {Double.MIN_VALUE, Double.MAX_VALUE};
        pairs[5] = new double[] {Math.nextUp(1), Math.nextDown(1)};
        return pairs;
    }

    /// The library's own promise is 4 units in the last place. Java's natural logarithm and its quotient are good for 2 of them.
    private static void check(double number, double logarithm) {
        double expected = Math.abs(number - 1) < 0.1 ? Math.log1p(number - 1) / Math.log(2) : Math.log(number) / Math.log(2);
        if (number == (long) number && Long.bitCount((long) number) == 1) {
            assertEquals(Long.numberOfTrailingZeros((long) number), logarithm, 0.0, () -> "log2 of " + number);
        } else if (Double.isFinite(expected)) {
            assertEquals(expected, logarithm, 3 * Math.ulp(expected), () -> "log2 of " + number);
        } else {
            assertEquals(expected, logarithm, () -> "log2 of " + number);
        }
    }
}
