<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Audit</name>
    <message numerus="yes">
        <source>{ticket} and %n more</source>
        <comment>tickets of one entry</comment>
        <translation>
            <numerusform>{ticket} and %n more</numerusform>
            <numerusform>{ticket} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditTab</name>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) so far</source>
        <comment>while it is being looked for more</comment>
        <translation>
            <numerusform>%n entry so far</numerusform>
            <numerusform>%n entries so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message numerus="yes">
        <source>%n copy(s)</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardActs</name>
    <message numerus="yes">
        <source>%n copy(s) extended.</source>
        <translation>
            <numerusform>%n copy extended.</numerusform>
            <numerusform>%n copies extended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardHead</name>
    <message numerus="yes">
        <source>%n copy(s) held</source>
        <translation>
            <numerusform>%n copy held</numerusform>
            <numerusform>%n copies held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by %n person(s)</source>
        <translation>
            <numerusform>by %n person</numerusform>
            <numerusform>by %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n copy(s) selected, {size}</source>
        <translation>
            <numerusform>%n copy selected, {size}</numerusform>
            <numerusform>%n copies selected, {size}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This wipes the copies of %n ticket(s).</source>
        <translation>
            <numerusform>This wipes the copies of %n ticket.</numerusform>
            <numerusform>This wipes the copies of %n tickets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hold(s) changes that exist only there.</source>
        <translation>
            <numerusform>%n holds changes that exist only there.</numerusform>
            <numerusform>%n hold changes that exist only there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message numerus="yes">
        <source>text, %n character(s)</source>
        <translation>
            <numerusform>text, %n character</numerusform>
            <numerusform>text, %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertificatePart</name>
    <message numerus="yes">
        <source>%n earlier certificate(s) in the log.</source>
        <translation>
            <numerusform>%n earlier certificate in the log.</numerusform>
            <numerusform>%n earlier certificates in the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeActs</name>
    <message numerus="yes">
        <source>%n change(s) taken back</source>
        <translation>
            <numerusform>%n change taken back</numerusform>
            <numerusform>%n changes taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{table} is what it was at the checkout, %n row(s)</source>
        <translation>
            <numerusform>{table} is what it was at the checkout, %n row</numerusform>
            <numerusform>{table} is what it was at the checkout, %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exported</source>
        <translation>
            <numerusform>%n file exported</numerusform>
            <numerusform>%n files exported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message numerus="yes">
        <source>%n added</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edited</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n edited</numerusform>
            <numerusform>%n edited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangesTab</name>
    <message numerus="yes">
        <source>This takes back %n change(s). They can be made again until the copy is wiped.</source>
        <translation>
            <numerusform>This takes back %n change. It can be made again until the copy is wiped.</numerusform>
            <numerusform>This takes back %n changes. They can be made again until the copy is wiped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} and %n more</numerusform>
            <numerusform>{first} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckOutFlow</name>
    <message numerus="yes">
        <source>%n thing(s) did not arrive.</source>
        <translation>
            <numerusform>%n thing did not arrive.</numerusform>
            <numerusform>%n things did not arrive.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsoleBars</name>
    <message numerus="yes">
        <source>%n statement(s) not committed.</source>
        <translation>
            <numerusform>%n statement not committed.</numerusform>
            <numerusform>%n statements not committed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsoleTabs</name>
    <message numerus="yes">
        <source>%n not committed</source>
        <translation>
            <numerusform>%n not committed</numerusform>
            <numerusform>%n not committed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsoleToolbar</name>
    <message numerus="yes">
        <source>%n row(s) so far</source>
        <translation>
            <numerusform>%n row so far</numerusform>
            <numerusform>%n rows so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyScreen</name>
    <message numerus="yes">
        <source>Everything here is encrypted on disk. %n piece(s) were exported, {size}.</source>
        <translation>
            <numerusform>Everything here is encrypted on disk. %n piece was exported, {size}.</numerusform>
            <numerusform>Everything here is encrypted on disk. %n pieces were exported, {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This ticket has %n copies. Shown is the one taken {time}.</source>
        <translation>
            <numerusform>This ticket has %n copy. Shown is the one taken {time}.</numerusform>
            <numerusform>This ticket has %n copies. Shown is the one taken {time}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Custodian</name>
    <message numerus="yes">
        <source>Wiping %n ticket(s)</source>
        <translation>
            <numerusform>Wiping %n ticket</numerusform>
            <numerusform>Wiping %n tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustodyPart</name>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s)</source>
        <translation>
            <numerusform>%n thing</numerusform>
            <numerusform>%n things</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DiffModel</name>
    <message numerus="yes">
        <source>%n line(s) the same</source>
        <translation>
            <numerusform>%n line the same</numerusform>
            <numerusform>%n lines the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message numerus="yes">
        <source>first %n changed row(s)</source>
        <translation>
            <numerusform>first %n changed row</numerusform>
            <numerusform>first %n changed rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed row(s)</source>
        <translation>
            <numerusform>%n changed row</numerusform>
            <numerusform>%n changed rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) added</source>
        <translation>
            <numerusform>%n line added</numerusform>
            <numerusform>%n lines added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) removed</source>
        <translation>
            <numerusform>%n line removed</numerusform>
            <numerusform>%n lines removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EndingActs</name>
    <message numerus="yes">
        <source>%n thing(s) could not be exported.</source>
        <translation>
            <numerusform>%n thing could not be exported.</numerusform>
            <numerusform>%n things could not be exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exported.</source>
        <translation>
            <numerusform>%n file exported.</numerusform>
            <numerusform>%n files exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) masked</source>
        <translation>
            <numerusform>%n column masked</numerusform>
            <numerusform>%n columns masked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still there</source>
        <translation>
            <numerusform>%n file still there</numerusform>
            <numerusform>%n files still there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileActs</name>
    <message numerus="yes">
        <source>%n file(s) added</source>
        <translation>
            <numerusform>%n file added</numerusform>
            <numerusform>%n files added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) or device(s) left out</source>
        <translation>
            <numerusform>%n link or device left out</numerusform>
            <numerusform>%n links or devices left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) deleted from the copy</source>
        <translation>
            <numerusform>%n name deleted from the copy</numerusform>
            <numerusform>%n names deleted from the copy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exported</source>
        <translation>
            <numerusform>%n file exported</numerusform>
            <numerusform>%n files exported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesHead</name>
    <message numerus="yes">
        <source>%n name(s)</source>
        <translation>
            <numerusform>%n name</numerusform>
            <numerusform>%n names</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message numerus="yes">
        <source>Encrypt and add %n thing(s) to {folder}</source>
        <translation>
            <numerusform>Encrypt and add %n thing to {folder}</numerusform>
            <numerusform>Encrypt and add %n things to {folder}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportActs</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) did not arrive.</source>
        <translation>
            <numerusform>%n thing did not arrive.</numerusform>
            <numerusform>%n things did not arrive.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message numerus="yes">
        <source>{what}, and %n more job(s)</source>
        <translation>
            <numerusform>{what}, and %n more job</numerusform>
            <numerusform>{what}, and %n more jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerSaving</name>
    <message numerus="yes">
        <source>%n entry(s) exported as {name}, with a signed checkpoint beside it.</source>
        <translation>
            <numerusform>%n entry exported as {name}, with a signed checkpoint beside it.</numerusform>
            <numerusform>%n entries exported as {name}, with a signed checkpoint beside it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LossBox</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Losses</name>
    <message numerus="yes">
        <source>%n other change(s)</source>
        <translation>
            <numerusform>%n other change</numerusform>
            <numerusform>%n other changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed</source>
        <translation>
            <numerusform>%n row changed</numerusform>
            <numerusform>%n rows changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n file(s)</source>
        <translation>
            <numerusform>{part} of %n file</numerusform>
            <numerusform>{part} of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n row(s)</source>
        <translation>
            <numerusform>{part} of %n row</numerusform>
            <numerusform>{part} of %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n page(s)</source>
        <translation>
            <numerusform>{part} of %n page</numerusform>
            <numerusform>{part} of %n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n entry(s)</source>
        <translation>
            <numerusform>{part} of %n entry</numerusform>
            <numerusform>{part} of %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressPart</name>
    <message numerus="yes">
        <source>Key destroyed {time}. Removing %n file(s).</source>
        <translation>
            <numerusform>Key destroyed {time}. Removing %n file.</numerusform>
            <numerusform>Key destroyed {time}. Removing %n files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuitSheet</name>
    <message numerus="yes">
        <source>%n wipe(s) are pending.</source>
        <translation>
            <numerusform>%n wipe is pending.</numerusform>
            <numerusform>%n wipes are pending.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still run.</source>
        <translation>
            <numerusform>%n job still runs.</numerusform>
            <numerusform>%n jobs still run.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message numerus="yes">
        <source>Board, %n overdue copy(s)</source>
        <translation>
            <numerusform>Board, %n overdue copy</numerusform>
            <numerusform>Board, %n overdue copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n copy(s)</source>
        <translation>
            <numerusform>All %n copy</numerusform>
            <numerusform>All %n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultPane</name>
    <message numerus="yes">
        <source>%n row(s) copied.</source>
        <translation>
            <numerusform>%n row copied.</numerusform>
            <numerusform>%n rows copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cleared from the clipboard in %n second(s).</source>
        <translation>
            <numerusform>Cleared from the clipboard in %n second.</numerusform>
            <numerusform>Cleared from the clipboard in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceTables</name>
    <message numerus="yes">
        <source>{count} of %n table(s)</source>
        <translation>
            <numerusform>{count} of %n table</numerusform>
            <numerusform>{count} of %n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without rows</source>
        <comment>tables</comment>
        <translation>
            <numerusform>%n without rows</numerusform>
            <numerusform>%n without rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n filtered</source>
        <comment>tables</comment>
        <translation>
            <numerusform>%n filtered</numerusform>
            <numerusform>%n filtered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message numerus="yes">
        <source>{day}, %n day(s)</source>
        <comment>when a copy must be wiped</comment>
        <translation>
            <numerusform>{day}, %n day</numerusform>
            <numerusform>{day}, %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SqlQuestion</name>
    <message numerus="yes">
        <source>This changes rows in %n table(s).</source>
        <translation>
            <numerusform>This changes rows in %n table.</numerusform>
            <numerusform>This changes rows in %n tables.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This changes %n row(s)</source>
        <translation>
            <numerusform>This changes %n row</numerusform>
            <numerusform>This changes %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Triggers and foreign keys change %n more row(s).</source>
        <translation>
            <numerusform>Triggers and foreign keys change %n more row.</numerusform>
            <numerusform>Triggers and foreign keys change %n more rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SqlResults</name>
    <message numerus="yes">
        <source>{shown} of %n fetched row(s)</source>
        <translation>
            <numerusform>{shown} of %n fetched row</numerusform>
            <numerusform>{shown} of %n fetched rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First %n row(s)</source>
        <translation>
            <numerusform>First row</numerusform>
            <numerusform>First %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{fetched} of about %n row(s)</source>
        <translation>
            <numerusform>{fetched} of about %n row</numerusform>
            <numerusform>{fetched} of about %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed</source>
        <translation>
            <numerusform>%n row changed</numerusform>
            <numerusform>%n rows changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more by triggers and foreign keys</source>
        <translation>
            <numerusform>%n more by triggers and foreign keys</numerusform>
            <numerusform>%n more by triggers and foreign keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed. The copy holds a checkpoint from before.</source>
        <translation>
            <numerusform>%n row changed. The copy holds a checkpoint from before.</numerusform>
            <numerusform>%n rows changed. The copy holds a checkpoint from before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strength</name>
    <message numerus="yes">
        <source>At least %n characters are needed</source>
        <translation>
            <numerusform>At least %n character is needed</numerusform>
            <numerusform>At least %n characters are needed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StuckWipesBar</name>
    <message numerus="yes">
        <source>%n wipe(s) could not be ended yet: {tickets}.</source>
        <translation>
            <numerusform>%n wipe could not be ended yet: {tickets}.</numerusform>
            <numerusform>%n wipes could not be ended yet: {tickets}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TablesTab</name>
    <message numerus="yes">
        <source>Tables and SQL, %n not committed</source>
        <translation>
            <numerusform>Tables and SQL, %n not committed</numerusform>
            <numerusform>Tables and SQL, %n not committed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketListActs</name>
    <message numerus="yes">
        <source>%n number(s) copied.</source>
        <translation>
            <numerusform>%n number copied.</numerusform>
            <numerusform>%n numbers copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketPane</name>
    <message numerus="yes">
        <source>Key destroyed {time}. %n file(s) still to be removed.</source>
        <translation>
            <numerusform>Key destroyed {time}. %n file still to be removed.</numerusform>
            <numerusform>Key destroyed {time}. %n files still to be removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tickets</name>
    <message numerus="yes">
        <source>{source} and %n more</source>
        <comment>a ticket's copies</comment>
        <translation>
            <numerusform>{source} and %n more</numerusform>
            <numerusform>{source} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketsHead</name>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n ticket</numerusform>
            <numerusform>%n tickets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketsScreen</name>
    <message numerus="yes">
        <source>All %n matching ticket(s) are selected.</source>
        <translation>
            <numerusform>The matching ticket is selected.</numerusform>
            <numerusform>All %n matching tickets are selected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnexportedPart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockCard</name>
    <message numerus="yes">
        <source>%n job(s) go on in the background</source>
        <translation>
            <numerusform>%n job goes on in the background</numerusform>
            <numerusform>%n jobs go on in the background</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wipe(s) are carried out when due</source>
        <translation>
            <numerusform>%n wipe is carried out when due</numerusform>
            <numerusform>%n wipes are carried out when due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your copies are overdue</source>
        <translation>
            <numerusform>%n of your copies is overdue</numerusform>
            <numerusform>%n of your copies are overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tries, then a pause.</source>
        <translation>
            <numerusform>%n try, then a pause.</numerusform>
            <numerusform>%n tries, then a pause.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkLog</name>
    <message numerus="yes">
        <source>%n column(s) of personal data shown in clear</source>
        <translation>
            <numerusform>%n column of personal data shown in clear</numerusform>
            <numerusform>%n columns of personal data shown in clear</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) of personal data shown in clear</source>
        <translation>
            <numerusform>%n cell of personal data shown in clear</numerusform>
            <numerusform>%n cells of personal data shown in clear</numerusform>
        </translation>
    </message>
</context>
</TS>
