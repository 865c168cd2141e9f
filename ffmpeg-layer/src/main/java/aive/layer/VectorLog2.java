package aive.layer;

import static java.util.stream.Collectors.joining;

import aive.elf.ElfFile;
import aive.elf.SharedObject;

/// The one function that FFmpeg for x86-64 calls and a GNU C library of Amazon Linux 2023 (2.34) lacks: the binary logarithm of two numbers at
/// once, which came with 2.35.
///
/// Its only caller is x265, in `Encoder::computeDistortionOffset`: there the compiler made vectors of a loop over `log2`. It runs where x265 is
/// told to load an earlier analysis with `refine-ctu-distortion`, which no step of ours does, but a layer with a hole in it would be a trap.
///
/// The vector ABI for SSE (`_ZGVbN2v`): two doubles in `xmm0`, the result in `xmm0`, otherwise the ordinary calling convention. The processor's
/// own instruction computes with 64 bits of mantissa, so that the result is at most a rounding away from the true one, closer than the C
/// library's, which allows itself 4 units in the last place.
final class VectorLog2 {

    /// Name of the function, and of the file too: the loader finds a library by a text that is in the asking file already, and this one is.
    static final String NAME = "_ZGVbN2v_log2";

    private static final String CODE = """
            f30f1efa        endbr64
            0f77            emms                        no remains of MMX: they would count as a full stack below
            660f114424e8    movupd %xmm0,-0x18(%rsp)    the 128 bytes below the stack pointer are ours
            d9e8            fld1
            dd4424e8        fldl   -0x18(%rsp)
            d9f1            fyl2x                       1 × log2
            dd5c24e8        fstpl  -0x18(%rsp)
            d9e8            fld1
            dd4424f0        fldl   -0x10(%rsp)
            d9f1            fyl2x
            dd5c24f0        fstpl  -0x10(%rsp)
            660f104424e8    movupd -0x18(%rsp),%xmm0
            c3              ret
            """;

    private VectorLog2() {}

    static SharedObject library() {
        return SharedObject.of(NAME, ElfFile.X86_64, new SharedObject.Function(NAME, code()));
    }

    /// The first word of each line.
    private static String code() {
        return CODE.lines().map(line -> line.substring(0, line.indexOf(' '))).collect(joining());
    }
}
