"""The names that C, C++ and the C library keep for themselves.

    "int" in KEYWORDS and "printf" in LIBRARY and "sin" in MATHEMATICS and "errno" in MACROS

A library that exported `pow` or `read` would not only clash with a header: on
Linux the program's own C library would call it in place of its own.  So the lists
have, besides the standard's functions, those of POSIX and of the C libraries of
Linux, macOS and Windows that a program links without asking for them.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# C23, C++20, and the old spellings that compilers accept in their default modes.
KEYWORDS: Final = _words(
    """
    alignas alignof asm auto bool break case catch char class const const_cast constexpr
    continue decltype default delete do double dynamic_cast else enum explicit export extern
    false float for friend goto if inline int long mutable namespace new noexcept nullptr
    operator private protected public register reinterpret_cast restrict return short signed
    sizeof static static_assert static_cast struct switch template this thread_local throw
    true try typedef typeid typename typeof typeof_unqual union unsigned using virtual void
    volatile wchar_t while char8_t char16_t char32_t concept consteval constinit co_await
    co_return co_yield requires and and_eq bitand bitor compl not not_eq or or_eq xor xor_eq
    complex imaginary
    """
)

# Objects and types that a parameter or function of the same name would hide or redefine.
TYPES: Final = _words(
    """
    int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t
    intmax_t uintmax_t size_t ssize_t ptrdiff_t time_t clock_t div_t ldiv_t lldiv_t off_t
    float_t double_t uint ushort ulong u_char u_short u_int u_long
    pid_t uid_t gid_t mode_t wint_t va_list jmp_buf sig_atomic_t max_align_t nullptr_t
    """
)

# The limits and the constants that <stdint.h> has for each of its types.
_INTEGER_MACROS: Final = frozenset(
    f"{sign}INT{width}_{end}"
    for sign in ("", "U")
    for width in (
        *("8", "16", "32", "64", "PTR", "MAX"),
        *(f"_{kind}{bits}" for kind in ("LEAST", "FAST") for bits in (8, 16, 32, 64)),
    )
    for end in ("MIN", "MAX", "C")
)

# Macros without parameters that the headers of C, or its compilers, define.
MACROS: Final = _INTEGER_MACROS | _words(
    """
    linux unix i386 errno stdin stdout stderr environ signgam I NULL EOF BUFSIZ NAN INFINITY
    HUGE_VAL CHAR_BIT RAND_MAX EXIT_SUCCESS EXIT_FAILURE SEEK_SET SEEK_CUR SEEK_END PATH_MAX
    SIZE_MAX PTRDIFF_MIN PTRDIFF_MAX SIG_ATOMIC_MIN SIG_ATOMIC_MAX WCHAR_MIN WCHAR_MAX
    WINT_MIN WINT_MAX
    DOMAIN OVERFLOW UNDERFLOW SING PLOSS TLOSS EDOM ERANGE EILSEQ EINTR EINVAL ENOMEM
    """
)

# And those of Windows and of Qt, which only a parameter makes way for: callers do
# not write its name.
FOREIGN_MACROS: Final = _words(
    """
    near far small interface cdecl pascal min max emit slots signals foreach TRUE FALSE IN OUT
    OPTIONAL CONST VOID ERROR DELETE
    """
)

_FAMILIES: Final = _words(
    """
    acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 exp10
    expm1 fabs fdim floor fma fmax fmin fmod frexp hypot ilogb j0 j1 jn ldexp lgamma llrint
    llround log log10 log1p log2 logb lrint lround modf nan nearbyint nextafter nexttoward
    pow remainder remquo rint round roundeven scalb scalbln scalbn sin sincos sinh
    sqrt tan tanh tgamma trunc y0 y1 yn drem finite gamma significand isinf isnan pow10
    cabs cacos cacosh carg casin casinh catan catanh ccos ccosh cexp cimag clog clog10 conj
    cpow cproj creal csin csinh csqrt ctan ctanh canonicalize fromfp fromfpx ufromfp ufromfpx
    fmaximum fminimum llogb nextdown nextup lgamma_r gamma_r sinpi cospi tanpi exp2m1 exp10m1
    log2p1 log10p1 logp1 rootn pown powr compoundn rsqrt acospi asinpi atanpi atan2pi
    """
)

_CLASSES: Final = _words("isfinite isnormal signbit fpclassify isunordered isgreater isless")

# The functions of <math.h> and <complex.h> with their variants for the other widths.
MATHEMATICS: Final = _CLASSES | {name + suffix for name in _FAMILIES for suffix in ("", "f", "l")}

_STANDARD: Final = _words(
    """
    abort abs aligned_alloc asctime asctime_r at_quick_exit atexit atof atoi atol atoll bsearch
    btowc call_once calloc clearerr clock cnd_wait ctime ctime_r difftime div exit fclose
    fegetenv feholdexcept feof feraiseexcept ferror fesetenv feupdateenv fflush fgetc fgetpos
    fgets fgetwc fgetws fopen fopen_s fprintf fputc fputs fputwc fputws fread free freopen
    fscanf fseek fsetpos ftell fwide fwprintf fwrite fwscanf getc getchar getenv gets getwc
    getwchar gmtime gmtime_r imaxabs imaxdiv isalnum isalpha isascii isblank iscntrl isdigit
    isgraph islower isprint ispunct isspace isupper iswalnum iswalpha iswblank iswcntrl
    iswctype iswdigit iswgraph iswlower iswprint iswpunct iswspace iswupper iswxdigit isxdigit
    kill_dependency labs ldiv llabs lldiv localeconv localtime localtime_r longjmp malloc
    mblen mbrlen mbrtowc mbsinit mbsrtowcs mbstowcs mbtowc memccpy memchr memcmp memcpy
    memmove memset memset_explicit mktime mtx_lock nanosleep offsetof perror printf putc
    putchar puts putwc putwchar qsort quick_exit raise rand realloc remove rename rewind scanf
    setbuf setjmp setlocale setvbuf sigaction signal snprintf sprintf srand sscanf strcat
    strchr strcmp strcoll strcpy strcspn strdup strerror strftime strlen strncat strncmp
    strncpy strndup strpbrk strrchr strspn strstr strtod strtof strtoimax strtok strtol
    strtold strtoll strtoul strtoull strtoumax strxfrm swprintf swscanf system thrd_create
    thrd_join thrd_sleep time timegm timespec_get tmpfile tmpnam toascii tolower toupper
    towctrans towlower towupper tss_get tss_set ungetc ungetwc va_arg va_copy va_end va_start
    vfprintf vfscanf vfwprintf vfwscanf vprintf vscanf vsnprintf vsprintf vsscanf vswprintf
    vswscanf vwprintf vwscanf wcrtomb wcscat wcschr wcscmp wcscoll wcscpy wcscspn wcsftime
    wcslen wcsncat wcsncmp wcsncpy wcspbrk wcsrchr wcsrtombs wcsspn wcsstr wcstod wcstof
    wcstok wcstol wcstold wcstoll wcstombs wcstoul wcstoull wcsxfrm wctob wctomb wctrans
    wctype wmemchr wmemcmp wmemcpy wmemmove wmemset wprintf wscanf
    """
)

_PLATFORM: Final = _words(
    """
    a64l accept access acct adjtime alarm alloca alphasort argp_error arc4random asprintf
    basename bcmp bcopy beep bind brk bzero catclose catgets catopen cfree chdir chmod chown
    chroot clearenv clone close closedir closelog confstr connect creat crypt ctermid cwait
    daemon dirfd dirname dladdr dlclose dlerror dlopen dlsym dprintf drand48 dup dup2 dup3
    dysize ecvt endpwent eof epoll_wait erand48 err error errx eventfd execl execle execlp
    execv execve execvp execvpe fchdir fchmod fchown fcntl fcvt fdatasync fdopen ffs ffsl
    ffsll fileno flock fmemopen fmtmsg fnmatch fork fpathconf freeaddrinfo fseeko fstat
    fsync ftello ftime ftok ftruncate ftw fwait futimes gai_strerror gcvt getaddrinfo getch
    getche getcwd getdate getdelim getegid geteuid getgid getgrgid getgrnam getgroups
    gethostbyname gethostname getitimer getline getlogin getnameinfo getopt getpagesize
    getpass getpgid getpgrp getpid getppid getpriority getpw getpwnam getpwuid getrandom
    getrlimit getrusage getservbyname getsid getsockname getsockopt getsubopt gettext gettid
    gettimeofday getuid getutent getw getwd glob globfree grantpt hcreate hdestroy herror
    hsearch htonl htons iconv index inet_addr inet_ntoa initstate insque ioctl isastream
    isatty isctype itoa jrand48 kbhit kill killpg l64a lchown lcong48 lfind link linkat listen
    lockf login logout lrand48 lsearch lseek lstat ltoa madvise mallinfo mallopt memalign
    memfd_create memicmp memmem mempcpy memrchr mincore mkdir mkdtemp mkfifo mknod mkstemp
    mktemp mlock mmap mount mprotect mrand48 mremap msgget msgrcv msgsnd msync mtrace munlock
    munmap nftw ngettext nice nrand48 ntohl ntohs onexit open openat opendir openlog openpty
    optarg opterr optind optopt outp pathconf pause pclose pipe poll popen ppoll prctl pread
    prlimit profil pselect psignal pthread_create pthread_join pthread_self ptrace ptsname
    putch putenv putw pvalloc pwrite qecvt qfcvt qgcvt qsort_r quotactl random rawmemchr read
    readahead readdir readlink readv realpath reboot recv recvfrom recvmsg regcomp regerror
    regexec regfree remque revoke rewinddir rindex rmdir rmtmp rpmatch sbrk scandir
    sched_yield sclose seed48 seekdir select semctl semget semop sem_post sem_wait send
    sendfile sendmsg sendto setegid setenv seteuid setgid setgroups sethostname setitimer
    setlogin setmode setns setpgid setpriority setregid setreuid setrlimit setsid setsockopt
    setstate settimeofday setuid shmat shmctl shmdt shmget shutdown sigaddset sigaltstack
    sigblock sigdelset sigemptyset sigfillset sighold siginterrupt sigismember sigpause
    sigpending sigprocmask sigqueue sigset sigsuspend sigvec sigwait sleep socket socketpair
    sopen spawnl spawnv splice srand48 srandom stat statfs statvfs stime stpcpy stpncpy
    strcasecmp strchrnul strcmpi strfmon strfry stricmp strlwr strncasecmp strnicmp strnlen
    strnset strptime strrev strsep strset strsignal strupr swab symlink sync syscall sysconf
    sysctl sysinfo syslog tcdrain tcflow tcflush tcgetattr tdelete tee tell telldir tempnam
    textdomain tfind timelocal times timezone daylight tzname truncate tsearch ttyname
    ttyslot twalk tzset ualarm ulimit ultoa umask umount uname ungetch unlink unlinkat
    unlockpt unsetenv unshare uselocale usleep ustat utime utimes utoa valloc vasprintf
    vdprintf verr verrx vfork vhangup vlimit vsyslog vwarn vwarnx wait wait3 wait4 waitid
    waitpid warn warnx wcpcpy wcscasecmp wcsdup wcsnlen wcsrev wcswidth wcwidth wordexp
    wordfree write writev
    """
)

# What the start of a program and the linker define.
_START: Final = _words("main wmain wWinMain WinMain DllMain data_start etext edata end")

LIBRARY: Final = _STANDARD | _PLATFORM | _START
