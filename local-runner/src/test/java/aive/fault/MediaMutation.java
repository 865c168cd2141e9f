package aive.fault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Damages the bytes of a media file: by a seed, and with what damage really does.
enum MediaMutation {
    FLIP {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            byte[] mutated = bytes.clone();
            int flips = 1 + random.nextInt(Math.max(2, bytes.length / 200));
            for (int i = 0; i < flips; i++) {
                mutated[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return mutated;
        }
    },
    FLIP_IN_HEADER {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            byte[] mutated = bytes.clone();
            for (int i = 0; i < 4; i++) {
                mutated[random.nextInt(Math.min(256, bytes.length))] ^= (byte) (1 << random.nextInt(8));
            }
            return mutated;
        }
    },
    ZERO {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            byte[] mutated = bytes.clone();
            int begin = random.nextInt(bytes.length);
            Arrays.fill(mutated, begin, begin + random.nextInt(bytes.length - begin) + 1, (byte) 0);
            return mutated;
        }
    },
    CUT {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    SWAP {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            byte[] mutated = bytes.clone();
            int length = random.nextInt(bytes.length / 2);
            System.arraycopy(bytes, 0, mutated, bytes.length - length, length);
            System.arraycopy(bytes, bytes.length - length, mutated, 0, length);
            return mutated;
        }
    },
    GROW_TABLE {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            byte[] mutated = bytes.clone();
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int box = text.indexOf(TABLES.get(random.nextInt(TABLES.size())));
            // Behind the name of a table are four bytes of flags, then the number of its entries. Files of other
            // containers get a large number anywhere.
            int place = box < 0 ? random.nextInt(bytes.length) : box + 8 + 4 * random.nextInt(3);
            for (int i = 0; i < 4 && place + i < bytes.length; i++) {
                mutated[place + i] = (byte) (i == 0 ? 0x7f : 0xff);
            }
            return mutated;
        }
    };

    private static final List<String> TABLES = List.of(
            "stsz", "stts", "stco", "stsc", "stss", "ctts", "elst", "mvhd", "mdhd", "tkhd", "stsd", "avcC", "moov",
            "mdat", "IHDR", "fLaC");

    abstract byte[] of(byte[] bytes, SplittableRandom random);
}
