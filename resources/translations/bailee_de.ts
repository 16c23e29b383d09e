<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutRows</name>
    <message>
        <source>Bailee</source>
        <translation>Bailee</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>About Bailee version licences licenses</source>
        <translation>Über Bailee Version Lizenzen</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gemacht mit</translation>
    </message>
    <message>
        <source>see its own files</source>
        <translation>siehe dessen Dateien</translation>
    </message>
</context>
<context>
    <name>ActRow</name>
    <message>
        <source>There is nothing to do now.</source>
        <translation>Gerade ist nichts zu tun.</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>entry {number}</source>
        <translation>Eintrag {number}</translation>
    </message>
    <message numerus="yes">
        <source>{ticket} and %n more</source>
        <comment>tickets of one entry</comment>
        <translation>
            <numerusform>{ticket} und %n weiteres</numerusform>
            <numerusform>{ticket} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>This entry cannot be read</source>
        <translation>Dieser Eintrag ist nicht lesbar</translation>
    </message>
</context>
<context>
    <name>AuditHead</name>
    <message>
        <source>Ticket, customer, person or what happened</source>
        <translation>Ticket, Kunde, Person oder was geschah</translation>
    </message>
    <message>
        <source>Search the audit</source>
        <translation>Protokoll durchsuchen</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What is shown as PDF, or every entry as a table; a signed checkpoint lies beside it</source>
        <translation>Was gezeigt wird als PDF oder jeder Eintrag als Tabelle, dazu ein signierter Prüfpunkt</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>Jede Person</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alle Ereignisse</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Ever</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>Letzte 365 Tage</translation>
    </message>
</context>
<context>
    <name>AuditTab</name>
    <message>
        <source>Entries of the ledger</source>
        <translation>Einträge des Protokolls</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation>Alle Einträge zeigen</translation>
    </message>
    <message>
        <source>No entry matches</source>
        <translation>Kein Eintrag passt</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) so far</source>
        <comment>while it is being looked for more</comment>
        <translation>
            <numerusform>%n Eintrag bisher</numerusform>
            <numerusform>%n Einträge bisher</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Verifying the ledger</source>
        <translation>Protokoll wird geprüft</translation>
    </message>
    <message>
        <source>The chain holds.</source>
        <translation>Die Kette hält.</translation>
    </message>
    <message>
        <source>The chain breaks at entry {number}.</source>
        <translation>Die Kette bricht bei Eintrag {number}.</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>Open Bailee</source>
        <translation>Bailee öffnen</translation>
    </message>
    <message>
        <source>Lock vault</source>
        <translation>Tresor sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Bailee works in the background</source>
        <translation>Bailee arbeitet im Hintergrund</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>{number}  ·  {customer}</source>
        <comment>a ticket and whose it is</comment>
        <translation>{number}  ·  {customer}</translation>
    </message>
    <message>
        <source>{number}, {title}, {customer}</source>
        <translation>{number}, {title}, {customer}</translation>
    </message>
    <message>
        <source>{source}, {size}</source>
        <translation>{source}, {size}</translation>
    </message>
    <message>
        <source>held by {holder}</source>
        <translation>bei {holder}</translation>
    </message>
    <message>
        <source>held {held}</source>
        <translation>gehalten {held}</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s)</source>
        <translation>
            <numerusform>%n Kopie</numerusform>
            <numerusform>%n Kopien</numerusform>
        </translation>
    </message>
    <message>
        <source>{heading}: {copies}</source>
        <comment>a heading of the board, for screen readers</comment>
        <translation>{heading}: {copies}</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Heute fällig</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Wiping</source>
        <translation>Wird vernichtet</translation>
    </message>
    <message>
        <source>Changed, not exported</source>
        <translation>Geändert, nicht exportiert</translation>
    </message>
    <message>
        <source>Wipe waits</source>
        <translation>Vernichtung wartet</translation>
    </message>
    <message>
        <source>Undo {time}</source>
        <comment>the time left to take a close back</comment>
        <translation>Rückgängig {time}</translation>
    </message>
    <message>
        <source>is wiped in {time}, Undo is possible until then</source>
        <translation>wird in {time} vernichtet, bis dahin lässt es sich rückgängig machen</translation>
    </message>
</context>
<context>
    <name>BoardActs</name>
    <message numerus="yes">
        <source>%n copy(s) extended.</source>
        <translation>
            <numerusform>%n Kopie verlängert.</numerusform>
            <numerusform>%n Kopien verlängert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardHead</name>
    <message>
        <source>Nothing is held right now</source>
        <translation>Zurzeit wird nichts gehalten</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s) held</source>
        <translation>
            <numerusform>%n Kopie gehalten</numerusform>
            <numerusform>%n Kopien gehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by %n person(s)</source>
        <translation>
            <numerusform>von %n Person</numerusform>
            <numerusform>von %n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>{copies} {people}, {size} encrypted</source>
        <comment>10 copies held / by 4 people / 135.6 GB</comment>
        <translation>{copies} {people}, {size} verschlüsselt</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>New ticket (Ctrl+N)</source>
        <translation>Neues Ticket (Strg+N)</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Heute fällig</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Group: due</source>
        <translation>Gruppen: Frist</translation>
    </message>
    <message>
        <source>Group: holder</source>
        <translation>Gruppen: Person</translation>
    </message>
    <message>
        <source>Group: customer</source>
        <translation>Gruppen: Kunde</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>Board</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Choose a ticket</source>
        <translation>Ticket wählen</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>View last certificate</source>
        <translation>Letztes Zertifikat ansehen</translation>
    </message>
    <message>
        <source>No customer data on this machine</source>
        <translation>Keine Kundendaten auf diesem Rechner</translation>
    </message>
    <message>
        <source>Pick a ticket to check out an encrypted copy.</source>
        <translation>Wählen Sie ein Ticket, um eine verschlüsselte Kopie auszuchecken.</translation>
    </message>
    <message>
        <source>or drop a folder, a dump or a backup here</source>
        <translation>oder legen Sie einen Ordner, einen Dump oder eine Sicherung hier ab</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>No copy matches</source>
        <translation>Keine Kopie passt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Pick a ticket to check out an encrypted copy. The last one was wiped {time}.</source>
        <translation>Wählen Sie ein Ticket, um eine verschlüsselte Kopie auszuchecken. Die letzte wurde {time} vernichtet.</translation>
    </message>
    <message>
        <source>Open copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Show ticket</source>
        <translation>Ticket zeigen</translation>
    </message>
    <message>
        <source>New ticket that checks out {name}</source>
        <translation>Neues Ticket, das {name} auscheckt</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Copies held</source>
        <translation>Gehaltene Kopien</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n copy(s) selected, {size}</source>
        <translation>
            <numerusform>%n Kopie gewählt, {size}</numerusform>
            <numerusform>%n Kopien gewählt, {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>Verlängern…</translation>
    </message>
    <message>
        <source>Close &amp;&amp; wipe</source>
        <translation>Schließen &amp;&amp; vernichten</translation>
    </message>
    <message>
        <source>Close and wipe the selected copies</source>
        <translation>Gewählte Kopien schließen und vernichten</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Days from now</source>
        <translation>Tage ab jetzt</translation>
    </message>
    <message>
        <source>Reason, in one line</source>
        <translation>Grund, in einer Zeile</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>Verlängern</translation>
    </message>
    <message>
        <source>Needs a reason.</source>
        <translation>Der Grund fehlt.</translation>
    </message>
    <message>
        <source>Do not extend</source>
        <translation>Nicht verlängern</translation>
    </message>
    <message>
        <source>Hold to wipe</source>
        <translation>Zum Vernichten halten</translation>
    </message>
    <message>
        <source>Keep copies</source>
        <translation>Kopien behalten</translation>
    </message>
    <message numerus="yes">
        <source>This wipes the copies of %n ticket(s).</source>
        <translation>
            <numerusform>Das vernichtet die Kopien von %n Ticket.</numerusform>
            <numerusform>Das vernichtet die Kopien von %n Tickets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hold(s) changes that exist only there.</source>
        <translation>
            <numerusform>%n enthält Änderungen, die es nur dort gibt.</numerusform>
            <numerusform>%n enthalten Änderungen, die es nur dort gibt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BytesModel</name>
    <message>
        <source>Offset</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Zeichen</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>blob, {size}</source>
        <comment>a cell</comment>
        <translation>Binärwert, {size}</translation>
    </message>
    <message>
        <source>integer</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>real number</source>
        <translation>Kommazahl</translation>
    </message>
    <message>
        <source>text that cannot be decoded in part</source>
        <translation>Text, teils nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>text, %n character(s)</source>
        <translation>
            <numerusform>Text, %n Zeichen</numerusform>
            <numerusform>Text, %n Zeichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertificatePart</name>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Wiped</source>
        <translation>Vernichtet</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier certificate(s) in the log.</source>
        <translation>
            <numerusform>%n früheres Zertifikat im Protokoll.</numerusform>
            <numerusform>%n frühere Zertifikate im Protokoll.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertificatePreview</name>
    <message>
        <source>The page names the customer. It is hidden in screen-share mode.</source>
        <translation>Die Seite nennt den Kunden. Im Freigabemodus ist sie verborgen.</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>PDF speichern</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Preview of the certificate</source>
        <translation>Vorschau des Zertifikats</translation>
    </message>
    <message>
        <source>Certificate {number}</source>
        <translation>Zertifikat {number}</translation>
    </message>
    <message>
        <source>Choose a certificate first</source>
        <translation>Wählen Sie zuerst ein Zertifikat</translation>
    </message>
    <message>
        <source>A later certificate of this copy has taken its place</source>
        <translation>Ein späteres Zertifikat dieser Kopie ist an seine Stelle getreten</translation>
    </message>
    <message>
        <source>Certificate {number} was sent to the printer.</source>
        <translation>Zertifikat {number} ging an den Drucker.</translation>
    </message>
    <message>
        <source>Link copied.</source>
        <translation>Link kopiert.</translation>
    </message>
    <message>
        <source>Verifying {number}</source>
        <translation>{number} wird geprüft</translation>
    </message>
    <message>
        <source>{number} is genuine: signature, key {key} and the ledger up to entry {entry} agree.</source>
        <translation>{number} ist echt: Signatur, Schlüssel {key} und das Protokoll bis Eintrag {entry} stimmen überein.</translation>
    </message>
</context>
<context>
    <name>CertificateSaving</name>
    <message>
        <source>Save certificate</source>
        <translation>Zertifikat speichern</translation>
    </message>
    <message>
        <source>PDF document (*.pdf);;JSON (*.json)</source>
        <translation>PDF-Dokument (*.pdf);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Certificate saved as {name}.</source>
        <translation>Zertifikat als {name} gespeichert.</translation>
    </message>
</context>
<context>
    <name>Certificates</name>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Wiped</source>
        <translation>Vernichtet</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>{number}  ·  {title}</source>
        <comment>a ticket</comment>
        <translation>{number}  ·  {title}</translation>
    </message>
    <message>
        <source>wiped {time}</source>
        <translation>vernichtet {time}</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Ersetzt</translation>
    </message>
</context>
<context>
    <name>CertificatesTab</name>
    <message>
        <source>Search certificates</source>
        <translation>Zertifikate suchen</translation>
    </message>
    <message>
        <source>Number, ticket, customer or person</source>
        <translation>Nummer, Ticket, Kunde oder Person</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>No copy has been wiped yet.</source>
        <translation>Es wurde noch keine Kopie vernichtet.</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>No certificate matches</source>
        <translation>Kein Zertifikat passt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>ChainLine</name>
    <message>
        <source>Verify now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Show entry {number}</source>
        <translation>Eintrag {number} zeigen</translation>
    </message>
    <message>
        <source>The chain of entries was not verified yet.</source>
        <translation>Die Kette der Einträge wurde noch nicht geprüft.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Verifying the chain, {share}</source>
        <translation>Kette wird geprüft, {share}</translation>
    </message>
    <message>
        <source>Chain verified up to entry {number}, today {time}</source>
        <translation>Kette bis Eintrag {number} geprüft, heute {time}</translation>
    </message>
    <message>
        <source>Chain verified up to entry {number}, {time}</source>
        <translation>Kette bis Eintrag {number} geprüft, {time}</translation>
    </message>
    <message>
        <source>The chain breaks at entry {number}. {means} {next_step}</source>
        <comment>the ledger was changed</comment>
        <translation>Die Kette bricht bei Eintrag {number}. {means} {next_step}</translation>
    </message>
</context>
<context>
    <name>ChangeActs</name>
    <message>
        <source>Reverting changes in {ticket}</source>
        <translation>Änderungen in {ticket} werden zurückgenommen</translation>
    </message>
    <message>
        <source>Exporting changes of {ticket}</source>
        <translation>Änderungen von {ticket} werden exportiert</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) taken back</source>
        <translation>
            <numerusform>%n Änderung zurückgenommen</numerusform>
            <numerusform>%n Änderungen zurückgenommen</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is what it was at the checkout</source>
        <translation>{name} ist wieder wie beim Checkout</translation>
    </message>
    <message>
        <source>Nothing was changed there</source>
        <translation>Dort wurde nichts geändert</translation>
    </message>
    <message numerus="yes">
        <source>{table} is what it was at the checkout, %n row(s)</source>
        <translation>
            <numerusform>{table} ist wie beim Checkout, %n Zeile</numerusform>
            <numerusform>{table} ist wie beim Checkout, %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exported</source>
        <translation>
            <numerusform>%n Datei exportiert</numerusform>
            <numerusform>%n Dateien exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} in {folder}</source>
        <translation>{size} in {folder}</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>There was nothing to export</source>
        <translation>Es gab nichts zu exportieren</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Changes since checkout</source>
        <translation>Änderungen seit dem Checkout</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>was {path}</source>
        <comment>a renamed file</comment>
        <translation>war {path}</translation>
    </message>
    <message>
        <source>{kind} {state}</source>
        <comment>a folder or link, and what happened to it</comment>
        <translation>{kind} {state}</translation>
    </message>
    <message>
        <source>{before} to {now}</source>
        <comment>two sizes of a file</comment>
        <translation>{before} auf {now}</translation>
    </message>
    <message>
        <source>in {database}</source>
        <translation>in {database}</translation>
    </message>
    <message>
        <source>Goes back only with the whole database</source>
        <translation>Geht nur mit der ganzen Datenbank zurück</translation>
    </message>
    <message>
        <source>It was created since: revert the whole database</source>
        <translation>Seither angelegt: die ganze Datenbank zurücknehmen</translation>
    </message>
    <message>
        <source>It was dropped since: revert the whole database</source>
        <translation>Seither gelöscht: die ganze Datenbank zurücknehmen</translation>
    </message>
    <message>
        <source>Its columns were changed since: revert the whole database</source>
        <translation>Spalten seither geändert: die ganze Datenbank zurücknehmen</translation>
    </message>
    <message>
        <source>Its rows cannot be told apart: revert the whole database</source>
        <translation>Zeilen nicht zu unterscheiden: die ganze Datenbank zurücknehmen</translation>
    </message>
    <message>
        <source>rows changed</source>
        <translation>Zeilen geändert</translation>
    </message>
    <message>
        <source>table {state}</source>
        <translation>Tabelle {state}</translation>
    </message>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>altered</source>
        <translation>umgebaut</translation>
    </message>
    <message>
        <source>rows not compared</source>
        <translation>Zeilen nicht verglichen</translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n hinzugefügt</numerusform>
            <numerusform>%n hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edited</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n bearbeitet</numerusform>
            <numerusform>%n bearbeitet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n gelöscht</numerusform>
            <numerusform>%n gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>umbenannt</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verknüpfung</translation>
    </message>
</context>
<context>
    <name>ChangesModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
</context>
<context>
    <name>ChangesTab</name>
    <message>
        <source>Export changes…</source>
        <translation>Änderungen exportieren…</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Revert everything</source>
        <translation>Alles zurücknehmen</translation>
    </message>
    <message>
        <source>Nothing changed since checkout</source>
        <translation>Seit dem Checkout nichts geändert</translation>
    </message>
    <message>
        <source>Closing will not lose anything.</source>
        <translation>Beim Schließen geht nichts verloren.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Changes {number}</source>
        <translation>Änderungen {number}</translation>
    </message>
    <message>
        <source>Export the changes into which folder?</source>
        <translation>In welchen Ordner die Änderungen exportieren?</translation>
    </message>
    <message>
        <source>SQL changed this database. Choose one of its tables to see the rows.</source>
        <translation>SQL hat diese Datenbank geändert. Wählen Sie eine ihrer Tabellen, um die Zeilen zu sehen.</translation>
    </message>
    <message>
        <source>Folders and links have no content to compare.</source>
        <translation>Ordner und Verknüpfungen haben keinen Inhalt zum Vergleichen.</translation>
    </message>
    <message>
        <source>The rows of this table cannot be compared one by one.</source>
        <translation>Die Zeilen dieser Tabelle lassen sich nicht einzeln vergleichen.</translation>
    </message>
    <message numerus="yes">
        <source>This takes back %n change(s). They can be made again until the copy is wiped.</source>
        <translation>
            <numerusform>Das nimmt %n Änderung zurück. Sie lässt sich wiederholen, bis die Kopie vernichtet ist.</numerusform>
            <numerusform>Das nimmt %n Änderungen zurück. Sie lassen sich wiederholen, bis die Kopie vernichtet ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Keep changes</source>
        <translation>Änderungen behalten</translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} und %n weitere</numerusform>
            <numerusform>{first} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Not exported: {list}. What is in the folder is whole.</source>
        <translation>Nicht exportiert: {list}. Was im Ordner liegt, ist vollständig.</translation>
    </message>
    <message>
        <source>Export stopped. Not exported: {list}. What is in the folder is whole.</source>
        <translation>Export angehalten. Nicht exportiert: {list}. Was im Ordner liegt, ist vollständig.</translation>
    </message>
    <message>
        <source>Export again</source>
        <translation>Erneut exportieren</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nichts wurde geändert</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>Make the selected file what it was at the checkout</source>
        <translation>Die gewählte Datei auf den Stand des Checkouts bringen</translation>
    </message>
    <message>
        <source>Back to checkout state</source>
        <translation>Zurück zum Stand des Checkouts</translation>
    </message>
    <message>
        <source>Put the rows of this table back. No trigger fires; other tables stay as they are.</source>
        <translation>Setzt die Zeilen dieser Tabelle zurück. Kein Trigger läuft; andere Tabellen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Write all changes into a new folder, with an entry in the log</source>
        <translation>Alle Änderungen in einen neuen Ordner schreiben, mit Eintrag im Protokoll</translation>
    </message>
    <message>
        <source>Take back everything that was changed in this copy</source>
        <translation>Alles zurücknehmen, was in dieser Kopie geändert wurde</translation>
    </message>
</context>
<context>
    <name>CheckOutFlow</name>
    <message>
        <source>Checking out {number}</source>
        <translation>{number} wird ausgecheckt</translation>
    </message>
    <message>
        <source>Copy ready, {size}.</source>
        <translation>Kopie bereit, {size}.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) did not arrive.</source>
        <translation>
            <numerusform>%n Element kam nicht an.</numerusform>
            <numerusform>%n Elemente kamen nicht an.</numerusform>
        </translation>
    </message>
    <message>
        <source>Taken: {choice}.</source>
        <translation>Übernommen: {choice}.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Checkout for {number} stopped.</source>
        <translation>Checkout für {number} angehalten.</translation>
    </message>
    <message>
        <source>What was copied so far is wiped.</source>
        <translation>Was bis dahin kopiert war, ist vernichtet.</translation>
    </message>
</context>
<context>
    <name>ChecksPart</name>
    <message>
        <source>Before you start</source>
        <translation>Vor dem Start</translation>
    </message>
</context>
<context>
    <name>ChoiceActs</name>
    <message>
        <source>Looks personal and is not masked: {column}</source>
        <translation>Sieht personenbezogen aus und wird nicht maskiert: {column}</translation>
    </message>
    <message>
        <source>This policy masks no column of these tables.</source>
        <translation>Diese Richtlinie maskiert keine Spalte dieser Tabellen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Connect without encryption</source>
        <translation>Ohne Verschlüsselung verbinden</translation>
    </message>
    <message>
        <source>Not while others look at the screen</source>
        <translation>Nicht, solange andere auf den Bildschirm sehen</translation>
    </message>
    <message>
        <source>Choose a masking policy</source>
        <translation>Maskierungsrichtlinie wählen</translation>
    </message>
    <message>
        <source>Masking policies (*.toml)</source>
        <translation>Maskierungsrichtlinien (*.toml)</translation>
    </message>
</context>
<context>
    <name>ChoicePart</name>
    <message>
        <source>What to take</source>
        <translation>Was übernommen wird</translation>
    </message>
    <message>
        <source>Do not mask</source>
        <translation>Nicht maskieren</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Shows the tables of the database, conditions and masking</source>
        <translation>Zeigt die Tabellen der Datenbank, Bedingungen und Maskierung</translation>
    </message>
    <message>
        <source>Closes the list; what was chosen stays</source>
        <translation>Schließt die Liste; die Auswahl bleibt</translation>
    </message>
    <message>
        <source>No rows of this table are taken</source>
        <translation>Von dieser Tabelle werden keine Zeilen übernommen</translation>
    </message>
    <message>
        <source>Masked by {policy}</source>
        <translation>Maskiert nach {policy}</translation>
    </message>
    <message>
        <source>Not masked</source>
        <translation>Nicht maskiert</translation>
    </message>
    <message>
        <source>Find table</source>
        <translation>Tabelle suchen</translation>
    </message>
    <message>
        <source>Tables of the source</source>
        <translation>Tabellen der Quelle</translation>
    </message>
    <message>
        <source>How much of the selected tables</source>
        <translation>Wie viel von den gewählten Tabellen</translation>
    </message>
    <message>
        <source>Only rows where…</source>
        <translation>Nur Zeilen mit…</translation>
    </message>
    <message>
        <source>Condition for the rows, in the SQL of the source</source>
        <translation>Bedingung für die Zeilen, im SQL der Quelle</translation>
    </message>
    <message>
        <source>Choose a policy file…</source>
        <translation>Richtlinie wählen…</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>Alle übernehmen</translation>
    </message>
    <message>
        <source>Leave out all</source>
        <translation>Alle weglassen</translation>
    </message>
</context>
<context>
    <name>ClosingFlow</name>
    <message>
        <source>Exporting changes of {number}</source>
        <translation>Änderungen von {number} werden exportiert</translation>
    </message>
</context>
<context>
    <name>ClosingView</name>
    <message>
        <source>Work note</source>
        <translation>Arbeitsnotiz</translation>
    </message>
    <message>
        <source> min</source>
        <translation> Min.</translation>
    </message>
    <message>
        <source>Measured time in minutes</source>
        <translation>Gemessene Zeit in Minuten</translation>
    </message>
    <message>
        <source>{time} measured</source>
        <translation>{time} gemessen</translation>
    </message>
    <message>
        <source>No time measured</source>
        <translation>Keine Zeit gemessen</translation>
    </message>
</context>
<context>
    <name>Coming</name>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>This version has no page for them. A customer's tickets are found under Tickets, by number or name. New customers are entered with a new ticket, or in a terminal with "bailee customer add".</source>
        <translation>Diese Version hat dafür keine Seite. Die Tickets eines Kunden finden Sie unter „Tickets“, nach Nummer oder Name. Neue Kunden legen Sie mit einem neuen Ticket an oder im Terminal mit „bailee customer add“.</translation>
    </message>
    <message>
        <source>Customers are kept, and not shown here yet</source>
        <translation>Kunden werden geführt, hier aber noch nicht gezeigt</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Backups cannot be restored from here yet</source>
        <translation>Sicherungen lassen sich hier noch nicht wiederherstellen</translation>
    </message>
    <message>
        <source>Restore one with the tool that made it, and check out the restored folder or database from its ticket. Wipe what was restored once the copy is ready.</source>
        <translation>Stellen Sie eine mit dem Programm wieder her, das sie gemacht hat, und checken Sie den Ordner oder die Datenbank beim Ticket aus. Vernichten Sie das Wiederhergestellte, sobald die Kopie bereit ist.</translation>
    </message>
    <message>
        <source>Go to Tickets</source>
        <translation>Zu den Tickets</translation>
    </message>
</context>
<context>
    <name>CompletionPopup</name>
    <message>
        <source>Completions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>Undo last run</source>
        <translation>Letzten Lauf zurücknehmen</translation>
    </message>
    <message>
        <source>The last run was undone. The database is as it was before.</source>
        <translation>Der letzte Lauf ist zurückgenommen. Die Datenbank ist wie vorher.</translation>
    </message>
    <message>
        <source>Committed. The changes stay in the copy.</source>
        <translation>Festgeschrieben. Die Änderungen bleiben in der Kopie.</translation>
    </message>
    <message>
        <source>Rolled back. Nothing was changed.</source>
        <translation>Zurückgerollt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed by it.</source>
        <translation>Angehalten. Dadurch wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>ConsoleBars</name>
    <message>
        <source>Run with checkpoint</source>
        <translation>Mit Sicherungspunkt ausführen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s) not committed.</source>
        <translation>
            <numerusform>%n Anweisung nicht festgeschrieben.</numerusform>
            <numerusform>%n Anweisungen nicht festgeschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>A transaction is open. Nothing was changed in it yet.</source>
        <translation>Eine Transaktion ist offen. In ihr wurde noch nichts geändert.</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Festschreiben</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückrollen</translation>
    </message>
</context>
<context>
    <name>ConsoleTabs</name>
    <message>
        <source>SQL consoles</source>
        <translation>SQL-Konsolen</translation>
    </message>
    <message>
        <source>New SQL console</source>
        <translation>Neue SQL-Konsole</translation>
    </message>
    <message>
        <source>Console {number}</source>
        <translation>Konsole {number}</translation>
    </message>
    <message>
        <source>{name} closed.</source>
        <translation>{name} geschlossen.</translation>
    </message>
    <message>
        <source>Nothing was changed in this database since its checkout.</source>
        <translation>In dieser Datenbank wurde seit dem Checkout nichts geändert.</translation>
    </message>
    <message>
        <source>Close {name}</source>
        <translation>{name} schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n not committed</source>
        <translation>
            <numerusform>%n nicht festgeschrieben</numerusform>
            <numerusform>%n nicht festgeschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>transaction open</source>
        <translation>Transaktion offen</translation>
    </message>
    <message>
        <source>{name} ({state})</source>
        <translation>{name} ({state})</translation>
    </message>
</context>
<context>
    <name>ConsoleToolbar</name>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Undo last run</source>
        <translation>Letzten Lauf zurücknehmen</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Nur lesen</translation>
    </message>
    <message>
        <source>Nothing was changed in this database since its checkout.</source>
        <translation>In dieser Datenbank wurde seit dem Checkout nichts geändert.</translation>
    </message>
    <message>
        <source>Run the statement at the cursor ({keys})</source>
        <translation>Anweisung an der Schreibmarke ausführen ({keys})</translation>
    </message>
    <message>
        <source>Stop what runs ({keys})</source>
        <translation>Anhalten, was läuft ({keys})</translation>
    </message>
    <message>
        <source>What was run before ({keys})</source>
        <translation>Was vorher lief ({keys})</translation>
    </message>
    <message>
        <source>How the database would go about the statement at the cursor</source>
        <translation>Wie die Datenbank die Anweisung an der Schreibmarke angehen würde</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Statements that write ask first</source>
        <translation>Schreibende Anweisungen fragen erst</translation>
    </message>
    <message>
        <source>Statements that write run at once, with a checkpoint; wide ones ask first</source>
        <translation>Schreibende Anweisungen laufen sofort, mit Sicherungspunkt; weitreichende fragen erst</translation>
    </message>
    <message>
        <source>Running, {time}</source>
        <translation>Läuft, {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) so far</source>
        <translation>
            <numerusform>%n Zeile bisher</numerusform>
            <numerusform>%n Zeilen bisher</numerusform>
        </translation>
    </message>
    <message>
        <source>{running}, {rows}</source>
        <translation>{running}, {rows}</translation>
    </message>
</context>
<context>
    <name>CopyFrame</name>
    <message>
        <source>Timer</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Close &amp;&amp; wipe</source>
        <translation>Schließen &amp;&amp; vernichten</translation>
    </message>
    <message>
        <source>Open in a window of its own (Ctrl+Shift+N)</source>
        <translation>In eigenem Fenster öffnen (Strg+Umschalt+N)</translation>
    </message>
    <message>
        <source>Show ticket</source>
        <translation>Ticket zeigen</translation>
    </message>
    <message>
        <source>Show the other one</source>
        <translation>Die andere zeigen</translation>
    </message>
    <message>
        <source>Parts of the copy</source>
        <translation>Teile der Kopie</translation>
    </message>
</context>
<context>
    <name>CopyScreen</name>
    <message>
        <source>The copy of {ticket} is closed</source>
        <translation>Die Kopie von {ticket} ist geschlossen</translation>
    </message>
    <message>
        <source>It is locked and being wiped. Until that begins, Undo brings it back.</source>
        <translation>Sie ist gesperrt und wird vernichtet. Bis das beginnt, holt „Rückgängig“ sie zurück.</translation>
    </message>
    <message>
        <source>{ticket} is being checked out</source>
        <translation>{ticket} wird ausgecheckt</translation>
    </message>
    <message>
        <source>The copy can be opened once all of it is there.</source>
        <translation>Die Kopie lässt sich öffnen, sobald sie vollständig da ist.</translation>
    </message>
    <message>
        <source>{ticket} holds no copy</source>
        <translation>{ticket} hat keine Kopie</translation>
    </message>
    <message>
        <source>It was wiped, or none was checked out yet.</source>
        <translation>Sie wurde vernichtet, oder es wurde noch keine ausgecheckt.</translation>
    </message>
    <message>
        <source>Encrypted copy of {customer} · {source} taken {time}. Changes stay in the copy.</source>
        <translation>Verschlüsselte Kopie von {customer} · {source}, entnommen {time}. Änderungen bleiben in der Kopie.</translation>
    </message>
    <message>
        <source>{ticket} {customer} (copy)</source>
        <translation>{ticket} {customer} (Kopie)</translation>
    </message>
    <message>
        <source>Everything here is encrypted on disk. Nothing was written in clear.</source>
        <translation>Alles hier liegt verschlüsselt auf dem Datenträger. Nichts wurde im Klartext geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>Everything here is encrypted on disk. %n piece(s) were exported, {size}.</source>
        <translation>
            <numerusform>Alles hier liegt verschlüsselt auf dem Datenträger. %n Stück wurde exportiert, {size}.</numerusform>
            <numerusform>Alles hier liegt verschlüsselt auf dem Datenträger. %n Stücke wurden exportiert, {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This ticket has %n copies. Shown is the one taken {time}.</source>
        <translation>
            <numerusform>Dieses Ticket hat %n Kopie. Gezeigt ist die von {time}.</numerusform>
            <numerusform>Dieses Ticket hat %n Kopien. Gezeigt ist die von {time}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>{time} overdue</source>
        <translation>{time} überfällig</translation>
    </message>
    <message>
        <source>Changes as soon as nothing runs in a console and no transaction is open.</source>
        <translation>Wechselt, sobald in keiner Konsole etwas läuft und keine Transaktion offen ist.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Not available here</source>
        <translation>Hier nicht verfügbar</translation>
    </message>
    <message>
        <source>No copy is open</source>
        <translation>Keine Kopie ist offen</translation>
    </message>
    <message>
        <source>Choose Files or Changes first</source>
        <translation>Wählen Sie zuerst „Dateien“ oder „Änderungen“</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Open in own window</source>
        <translation>In eigenem Fenster öffnen</translation>
    </message>
</context>
<context>
    <name>CopyStates</name>
    <message>
        <source>Checking out</source>
        <translation>Wird ausgecheckt</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Wird geschlossen</translation>
    </message>
    <message>
        <source>Key destroyed</source>
        <translation>Schlüssel vernichtet</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>Wird entfernt</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Wiped</source>
        <translation>Vernichtet</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
</context>
<context>
    <name>CopyWindow</name>
    <message>
        <source>{caption} - Bailee</source>
        <translation>{caption} - Bailee</translation>
    </message>
</context>
<context>
    <name>CountdownPart</name>
    <message>
        <source>Wiped in {time}</source>
        <translation>Vernichtung in {time}</translation>
    </message>
    <message>
        <source>The copy is locked already. Its key and {size} are destroyed then. The customer's original is not touched.</source>
        <translation>Die Kopie ist schon gesperrt. Ihr Schlüssel und {size} werden dann vernichtet. Das Original des Kunden ist unberührt.</translation>
    </message>
</context>
<context>
    <name>CountdownToast</name>
    <message>
        <source>Paused. {text}</source>
        <translation>Angehalten. {text}</translation>
    </message>
    <message>
        <source>{time} (paused)</source>
        <translation>{time} (angehalten)</translation>
    </message>
    <message>
        <source>The time to take it back is over.</source>
        <translation>Die Zeit zum Rückgängigmachen ist um.</translation>
    </message>
</context>
<context>
    <name>Custodian</name>
    <message>
        <source>Wiping {ticket}</source>
        <translation>{ticket} wird vernichtet</translation>
    </message>
    <message numerus="yes">
        <source>Wiping %n ticket(s)</source>
        <translation>
            <numerusform>%n Ticket wird vernichtet</numerusform>
            <numerusform>%n Tickets werden vernichtet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustodyPart</name>
    <message>
        <source>Custody</source>
        <translation>Verwahrung</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Checked out</source>
        <translation>Ausgecheckt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Extended</source>
        <translation>Verlängert</translation>
    </message>
    <message>
        <source>Did not arrive</source>
        <translation>Nicht angekommen</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>Schaden</translation>
    </message>
    <message>
        <source>{time} by you</source>
        <translation>{time}, von Ihnen</translation>
    </message>
    <message>
        <source>{time} by {person}</source>
        <translation>{time}, von {person}</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n-mal</numerusform>
            <numerusform>%n-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>Held {held}</source>
        <translation>Gehalten {held}</translation>
    </message>
    <message>
        <source>was due {time}</source>
        <translation>Frist war {time}</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>Frist {time}</translation>
    </message>
    <message>
        <source>Held {held}, {due}</source>
        <translation>Gehalten {held}, {due}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{size}, {files}</source>
        <translation>{size}, {files}</translation>
    </message>
    <message>
        <source>destroyed</source>
        <translation>vernichtet</translation>
    </message>
    <message>
        <source>destroyed {time}</source>
        <translation>vernichtet {time}</translation>
    </message>
    <message>
        <source>AES-256-GCM · {id}</source>
        <comment>the cipher, and the beginning of the copy's id</comment>
        <translation>AES-256-GCM · {id}</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s)</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DatabaseForm</name>
    <message>
        <source>Check out a database</source>
        <translation>Datenbank auschecken</translation>
    </message>
    <message>
        <source>Use this database</source>
        <translation>Diese Datenbank nehmen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>postgresql, mysql, firebird or sqlserver, with user, host and name. The password is asked for.</source>
        <translation>postgresql, mysql, firebird oder sqlserver, mit Benutzer, Rechner und Name. Das Kennwort wird erfragt.</translation>
    </message>
    <message>
        <source>Type an address such as postgresql://user@host/name.</source>
        <translation>Geben Sie eine Adresse ein, etwa postgresql://benutzer@rechner/name.</translation>
    </message>
</context>
<context>
    <name>DiffModel</name>
    <message numerus="yes">
        <source>%n line(s) the same</source>
        <translation>
            <numerusform>%n Zeile gleich</numerusform>
            <numerusform>%n Zeilen gleich</numerusform>
        </translation>
    </message>
    <message>
        <source>added: {line}</source>
        <translation>hinzugefügt: {line}</translation>
    </message>
    <message>
        <source>removed: {line}</source>
        <translation>entfernt: {line}</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Changed lines</source>
        <translation>Geänderte Zeilen</translation>
    </message>
    <message>
        <source>Changed rows</source>
        <translation>Geänderte Datensätze</translation>
    </message>
    <message numerus="yes">
        <source>first %n changed row(s)</source>
        <translation>
            <numerusform>der erste geänderte Datensatz</numerusform>
            <numerusform>die ersten %n geänderten Datensätze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed row(s)</source>
        <translation>
            <numerusform>%n geänderter Datensatz</numerusform>
            <numerusform>%n geänderte Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <source>{rows}; personal data is masked here</source>
        <translation>{rows}; Personenbezogenes ist hier maskiert</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) added</source>
        <translation>
            <numerusform>%n Zeile hinzugefügt</numerusform>
            <numerusform>%n Zeilen hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) removed</source>
        <translation>
            <numerusform>%n Zeile entfernt</numerusform>
            <numerusform>%n Zeilen entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>{added}, {removed}</source>
        <translation>{added}, {removed}</translation>
    </message>
    <message>
        <source>{amount}; only the beginnings are compared</source>
        <translation>{amount}; nur die Anfänge werden verglichen</translation>
    </message>
    <message>
        <source>{amount}; shown as blocks, the files differ in too much</source>
        <translation>{amount}; als Blöcke gezeigt, die Dateien unterscheiden sich zu sehr</translation>
    </message>
    <message>
        <source>{before} at the checkout, {now} now.</source>
        <translation>{before} beim Checkout, {now} jetzt.</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>It was written anew with the same content.</source>
        <translation>Sie wurde mit demselben Inhalt neu geschrieben.</translation>
    </message>
    <message>
        <source>This is no text, so lines cannot be compared. {sizes}</source>
        <translation>Das ist kein Text, daher lassen sich keine Zeilen vergleichen. {sizes}</translation>
    </message>
</context>
<context>
    <name>EditForm</name>
    <message>
        <source>Edit ticket</source>
        <translation>Ticket bearbeiten</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Needs a title.</source>
        <translation>Der Titel fehlt.</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Noch ist nichts geändert.</translation>
    </message>
</context>
<context>
    <name>EndingActs</name>
    <message>
        <source>Looking for changes…</source>
        <translation>Änderungen werden gesucht…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) could not be exported.</source>
        <translation>
            <numerusform>%n Element ließ sich nicht exportieren.</numerusform>
            <numerusform>%n Elemente ließen sich nicht exportieren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exported.</source>
        <translation>
            <numerusform>%n Datei exportiert.</numerusform>
            <numerusform>%n Dateien exportiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export changes into a folder</source>
        <translation>Änderungen in einen Ordner exportieren</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Vault created</source>
        <translation>Tresor angelegt</translation>
    </message>
    <message>
        <source>Checkout begun</source>
        <translation>Checkout begonnen</translation>
    </message>
    <message>
        <source>Checkout given up</source>
        <translation>Checkout aufgegeben</translation>
    </message>
    <message>
        <source>Tables taken</source>
        <translation>Tabellen entnommen</translation>
    </message>
    <message>
        <source>Copy taken</source>
        <translation>Kopie entnommen</translation>
    </message>
    <message>
        <source>Copy found damaged</source>
        <translation>Kopie beschädigt vorgefunden</translation>
    </message>
    <message>
        <source>Copy found whole again</source>
        <translation>Kopie wieder unbeschädigt vorgefunden</translation>
    </message>
    <message>
        <source>Ticket closed</source>
        <translation>Ticket geschlossen</translation>
    </message>
    <message>
        <source>Close taken back</source>
        <translation>Schließen zurückgenommen</translation>
    </message>
    <message>
        <source>Copy extended</source>
        <translation>Kopie verlängert</translation>
    </message>
    <message>
        <source>Data exported</source>
        <translation>Daten exportiert</translation>
    </message>
    <message>
        <source>Personal data shown</source>
        <translation>Personenbezogenes gezeigt</translation>
    </message>
    <message>
        <source>Wipe put off</source>
        <translation>Vernichtung aufgeschoben</translation>
    </message>
    <message>
        <source>Wipe begun</source>
        <translation>Vernichtung begonnen</translation>
    </message>
    <message>
        <source>Unfinished wipe taken back</source>
        <translation>Unfertige Vernichtung zurückgenommen</translation>
    </message>
    <message>
        <source>Key destroyed</source>
        <translation>Schlüssel vernichtet</translation>
    </message>
    <message>
        <source>Files removed</source>
        <translation>Dateien entfernt</translation>
    </message>
    <message>
        <source>Copy wiped and verified</source>
        <translation>Kopie vernichtet und geprüft</translation>
    </message>
    <message>
        <source>Public key written again</source>
        <translation>Öffentlicher Schlüssel neu geschrieben</translation>
    </message>
    <message>
        <source>Event of another version</source>
        <translation>Ereignis einer anderen Version</translation>
    </message>
    <message>
        <source>{what}: {detail}</source>
        <comment>what happened, and its facts</comment>
        <translation>{what}: {detail}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>incomplete</source>
        <comment>a copy</comment>
        <translation>unvollständig</translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n Tabelle</numerusform>
            <numerusform>%n Tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) masked</source>
        <translation>
            <numerusform>%n Spalte maskiert</numerusform>
            <numerusform>%n Spalten maskiert</numerusform>
        </translation>
    </message>
    <message>
        <source>over a connection that was not encrypted</source>
        <translation>über eine unverschlüsselte Verbindung</translation>
    </message>
    <message>
        <source>wiped at {time} at the earliest</source>
        <translation>frühestens vernichtet {time}</translation>
    </message>
    <message>
        <source>due {time} now</source>
        <translation>Frist jetzt {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n Zelle</numerusform>
            <numerusform>%n Zellen</numerusform>
        </translation>
    </message>
    <message>
        <source>deleted from the keyring, and read back as absent</source>
        <translation>aus dem Schlüsselbund gelöscht und als fehlend nachgelesen</translation>
    </message>
    <message>
        <source>the key table without it has taken the place of the old one</source>
        <translation>die Schlüsseltabelle ohne ihn hat die alte ersetzt</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) still there</source>
        <translation>
            <numerusform>%n Datei noch da</numerusform>
            <numerusform>%n Dateien noch da</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between facts of a list</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>ExtendForm</name>
    <message>
        <source>Hold it longer</source>
        <translation>Länger halten</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>Verlängern</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Days from now</source>
        <translation>Tage ab jetzt</translation>
    </message>
    <message>
        <source>Reason, in one line</source>
        <translation>Grund, in einer Zeile</translation>
    </message>
    <message>
        <source>Needs a reason.</source>
        <translation>Der Grund fehlt.</translation>
    </message>
</context>
<context>
    <name>FailureBar</name>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Something in Bailee went wrong.</source>
        <translation>In Bailee ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>What was being done may not be complete. Copies stay sealed, and the customers' originals are not touched.</source>
        <translation>Was gerade lief, ist vielleicht unvollständig. Kopien bleiben versiegelt, und die Originale der Kunden sind unberührt.</translation>
    </message>
    <message>
        <source>Try again. If it happens twice, copy the details and send them to whoever looks after Bailee.</source>
        <translation>Versuchen Sie es erneut. Geschieht es wieder, kopieren Sie die Details und senden Sie sie an die Betreuung von Bailee.</translation>
    </message>
    <message>
        <source>This computer has run out of memory.</source>
        <translation>Der Arbeitsspeicher dieses Rechners ist erschöpft.</translation>
    </message>
    <message>
        <source>What was being done is not complete. Copies stay sealed, and the customers' originals are not touched.</source>
        <translation>Was gerade lief, ist unvollständig. Kopien bleiben versiegelt, und die Originale der Kunden sind unberührt.</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>Schließen Sie andere Programme und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The copy is damaged or was edited.</source>
        <translation>Die Kopie ist beschädigt oder wurde bearbeitet.</translation>
    </message>
    <message>
        <source>Nothing is given out from it. The customer's original is not touched; other copies are not affected.</source>
        <translation>Aus ihr wird nichts herausgegeben. Das Original des Kunden ist unberührt; andere Kopien sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Close and wipe it, reopen the ticket and check out again.</source>
        <translation>Schließen und vernichten Sie sie, öffnen Sie das Ticket wieder und checken Sie erneut aus.</translation>
    </message>
    <message>
        <source>An older state of the copy was put back.</source>
        <translation>Ein älterer Stand der Kopie wurde zurückgespielt.</translation>
    </message>
    <message>
        <source>Nothing is given out from it. The customer's original is not touched.</source>
        <translation>Aus ihr wird nichts herausgegeben. Das Original des Kunden ist unberührt.</translation>
    </message>
    <message>
        <source>Find out who changed files in the home folder, then close and wipe the copy.</source>
        <translation>Finden Sie heraus, wer in Bailees Ordner Dateien geändert hat, und schließen und vernichten Sie dann die Kopie.</translation>
    </message>
    <message>
        <source>{path} is damaged in the copy.</source>
        <translation>{path} ist in der Kopie beschädigt.</translation>
    </message>
    <message>
        <source>No wrong content was given out. Other files are not affected; the customer's original is not touched.</source>
        <translation>Es wurde kein falscher Inhalt herausgegeben. Andere Dateien sind nicht betroffen; das Original des Kunden ist unberührt.</translation>
    </message>
    <message>
        <source>Use Check copy to see all that is damaged. If you need the file, check out again.</source>
        <translation>Mit „Kopie prüfen“ sehen Sie alles, was beschädigt ist. Brauchen Sie die Datei, checken Sie erneut aus.</translation>
    </message>
    <message>
        <source>{path} is not in the copy any more.</source>
        <translation>{path} ist nicht mehr in der Kopie.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Refresh the list with F5 and choose again.</source>
        <translation>Laden Sie die Liste mit F5 neu und wählen Sie noch einmal.</translation>
    </message>
    <message>
        <source>{path} is in the copy already.</source>
        <translation>{path} ist schon in der Kopie.</translation>
    </message>
    <message>
        <source>Nothing was changed; it was not overwritten.</source>
        <translation>Nichts wurde geändert oder überschrieben.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{path} is not a folder.</source>
        <translation>{path} ist kein Ordner.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} ist keine Datei.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Wählen Sie eine Datei.</translation>
    </message>
    <message>
        <source>The folder {path} is not empty.</source>
        <translation>Der Ordner {path} ist nicht leer.</translation>
    </message>
    <message>
        <source>Remove what is in it first.</source>
        <translation>Entfernen Sie zuerst seinen Inhalt.</translation>
    </message>
    <message>
        <source>This name cannot stand in a copy.</source>
        <translation>Dieser Name ist in einer Kopie nicht möglich.</translation>
    </message>
    <message>
        <source>The copy is open for reading only.</source>
        <translation>Die Kopie ist nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>Open the copy for editing, then try again.</source>
        <translation>Öffnen Sie die Kopie zum Bearbeiten und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Another Bailee works on this copy.</source>
        <translation>Ein anderes Bailee arbeitet an dieser Kopie.</translation>
    </message>
    <message>
        <source>Let it end, or close it there, then try again.</source>
        <translation>Lassen Sie es fertig werden oder schließen Sie sie dort und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>This copy has been rewritten as often as is safe under one key.</source>
        <translation>Diese Kopie wurde so oft neu geschrieben, wie es mit einem Schlüssel sicher ist.</translation>
    </message>
    <message>
        <source>What is in it can still be read. Nothing was changed.</source>
        <translation>Ihr Inhalt bleibt lesbar. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Export your changes, close and wipe the copy, and check out again.</source>
        <translation>Exportieren Sie Ihre Änderungen, schließen und vernichten Sie die Kopie und checken Sie erneut aus.</translation>
    </message>
    <message>
        <source>This was closed in the meantime.</source>
        <translation>Das wurde inzwischen geschlossen.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Öffnen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{source} does not exist, or cannot be reached now.</source>
        <translation>{source} gibt es nicht oder ist gerade nicht erreichbar.</translation>
    </message>
    <message>
        <source>Nothing was taken.</source>
        <translation>Nichts wurde entnommen.</translation>
    </message>
    <message>
        <source>Look whether the drive or the network share is connected, or choose another source.</source>
        <translation>Prüfen Sie, ob das Laufwerk oder die Freigabe verbunden ist, oder wählen Sie eine andere Quelle.</translation>
    </message>
    <message>
        <source>{source} cannot be checked out: {reason}.</source>
        <translation>{source} lässt sich nicht auschecken: {reason}.</translation>
    </message>
    <message>
        <source>Choose a folder, a file or a database.</source>
        <translation>Wählen Sie einen Ordner, eine Datei oder eine Datenbank.</translation>
    </message>
    <message>
        <source>{source} lies inside Bailee's own folder.</source>
        <translation>{source} liegt in Bailees eigenem Ordner.</translation>
    </message>
    <message>
        <source>Choose a source outside of it.</source>
        <translation>Wählen Sie eine Quelle außerhalb davon.</translation>
    </message>
    <message>
        <source>Bailee's own folder lies inside {source}.</source>
        <translation>Bailees eigener Ordner liegt in {source}.</translation>
    </message>
    <message>
        <source>Choose a source that does not hold it.</source>
        <translation>Wählen Sie eine Quelle, die ihn nicht enthält.</translation>
    </message>
    <message>
        <source>{source} cannot be read.</source>
        <translation>{source} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Nothing was taken. The customer's original is not touched.</source>
        <translation>Nichts wurde entnommen. Das Original des Kunden ist unberührt.</translation>
    </message>
    <message>
        <source>Look at the permissions of the source, then try again.</source>
        <translation>Prüfen Sie die Rechte an der Quelle und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The copy is in another state now, which does not allow this.</source>
        <translation>Die Kopie ist jetzt in einem anderen Zustand, der das nicht erlaubt.</translation>
    </message>
    <message>
        <source>Look at the ticket: it shows the state as it is.</source>
        <translation>Sehen Sie beim Ticket nach: Es zeigt den Zustand, wie er ist.</translation>
    </message>
    <message>
        <source>{ticket} holds a copy of {source} already.</source>
        <translation>{ticket} hat schon eine Kopie von {source}.</translation>
    </message>
    <message>
        <source>Open the copy that is held, or close and wipe it first.</source>
        <translation>Öffnen Sie die vorhandene Kopie, oder schließen und vernichten Sie sie zuerst.</translation>
    </message>
    <message>
        <source>{ticket} holds no copy that can be worked on.</source>
        <translation>{ticket} hat keine Kopie, mit der gearbeitet werden kann.</translation>
    </message>
    <message>
        <source>Check out from the ticket first.</source>
        <translation>Checken Sie zuerst beim Ticket aus.</translation>
    </message>
    <message>
        <source>{ticket} has several copies.</source>
        <translation>{ticket} hat mehrere Kopien.</translation>
    </message>
    <message>
        <source>Choose one of them in the ticket.</source>
        <translation>Wählen Sie beim Ticket eine davon.</translation>
    </message>
    <message>
        <source>The time to undo has ended for {ticket}.</source>
        <translation>Die Zeit zum Rückgängigmachen ist für {ticket} abgelaufen.</translation>
    </message>
    <message>
        <source>The copy is wiped, or about to be. The customer's original is not touched.</source>
        <translation>Die Kopie ist vernichtet oder wird es gleich. Das Original des Kunden ist unberührt.</translation>
    </message>
    <message>
        <source>If you still need it, reopen the ticket and check out again.</source>
        <translation>Brauchen Sie sie noch, öffnen Sie das Ticket wieder und checken Sie erneut aus.</translation>
    </message>
    <message>
        <source>{ticket} is closed.</source>
        <translation>{ticket} ist geschlossen.</translation>
    </message>
    <message>
        <source>Reopen the ticket first.</source>
        <translation>Öffnen Sie zuerst das Ticket wieder.</translation>
    </message>
    <message>
        <source>The ledger was edited or cut, at entry {entry}.</source>
        <translation>Das Protokoll wurde bei Eintrag {entry} bearbeitet oder gekürzt.</translation>
    </message>
    <message>
        <source>Copies and keys are not affected. What the ledger says is in doubt from that entry on.</source>
        <translation>Kopien und Schlüssel sind nicht betroffen. Was das Protokoll sagt, ist ab diesem Eintrag zweifelhaft.</translation>
    </message>
    <message>
        <source>Keep the file as it is, and find out who changed files in the home folder.</source>
        <translation>Lassen Sie die Datei, wie sie ist, und finden Sie heraus, wer in Bailees Ordner Dateien geändert hat.</translation>
    </message>
    <message>
        <source>This is not a genuine certificate.</source>
        <translation>Das ist kein echtes Zertifikat.</translation>
    </message>
    <message>
        <source>Ask for it again from whoever issued it.</source>
        <translation>Lassen Sie es sich vom Aussteller noch einmal geben.</translation>
    </message>
    <message>
        <source>There is no certificate for {ticket} yet.</source>
        <translation>Für {ticket} gibt es noch kein Zertifikat.</translation>
    </message>
    <message>
        <source>It is made when the wipe has been verified. Look at the ticket to see how far it is.</source>
        <translation>Es entsteht, wenn die Vernichtung geprüft ist. Beim Ticket sehen Sie, wie weit sie ist.</translation>
    </message>
    <message>
        <source>The certificate does not fit what it was held against.</source>
        <translation>Das Zertifikat passt nicht zu dem, womit es verglichen wurde.</translation>
    </message>
    <message>
        <source>Compare ticket, key and ledger with those that the certificate names.</source>
        <translation>Vergleichen Sie Ticket, Schlüssel und Protokoll mit denen, die das Zertifikat nennt.</translation>
    </message>
    <message>
        <source>No wipe of {ticket} is waiting.</source>
        <translation>Für {ticket} steht keine Vernichtung an.</translation>
    </message>
    <message>
        <source>The key is destroyed; some files could not be removed yet.</source>
        <translation>Der Schlüssel ist vernichtet; einige Dateien ließen sich noch nicht entfernen.</translation>
    </message>
    <message>
        <source>What is left cannot be read by anyone. There is no certificate yet.</source>
        <translation>Was übrig ist, kann niemand lesen. Ein Zertifikat gibt es noch nicht.</translation>
    </message>
    <message>
        <source>Close programs that use files in the home folder. The wipe goes on by itself, and at the next unlock.</source>
        <translation>Schließen Sie Programme, die Dateien in Bailees Ordner verwenden. Die Vernichtung läuft von selbst weiter, auch beim nächsten Entsperren.</translation>
    </message>
    <message>
        <source>A PDF holds up to {most} entries, and these are more.</source>
        <translation>Ein PDF fasst bis zu {most} Einträge, und das sind mehr.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Narrow them down with the search and the filters, or export a table, which has no limit.</source>
        <translation>Mit Suche und Filtern einschränken oder als Tabelle exportieren, die keine Grenze hat.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Nothing half-done is kept. Copies that were held are not affected.</source>
        <translation>Nichts Halbfertiges bleibt zurück. Vorhandene Kopien sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Make room on the disk and try again.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>{path} lies on a disk that can only be read.</source>
        <translation>{path} liegt auf einem Datenträger, der nur gelesen werden kann.</translation>
    </message>
    <message>
        <source>Choose another folder, or have the disk mounted for writing.</source>
        <translation>Wählen Sie einen anderen Ordner oder lassen Sie den Datenträger beschreibbar einbinden.</translation>
    </message>
    <message>
        <source>The system does not let you use {path}.</source>
        <translation>Das System erlaubt Ihnen {path} nicht.</translation>
    </message>
    <message>
        <source>Look at who owns the file or folder, or choose another.</source>
        <translation>Prüfen Sie, wem Datei oder Ordner gehört, oder wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>The disk or the system reported an error.</source>
        <translation>Der Datenträger oder das System hat einen Fehler gemeldet.</translation>
    </message>
    <message>
        <source>Nothing half-done is kept.</source>
        <translation>Nichts Halbfertiges bleibt zurück.</translation>
    </message>
    <message>
        <source>Look at the disk, then try again. What was begun ends with the next unlock.</source>
        <translation>Prüfen Sie den Datenträger und versuchen Sie es erneut. Begonnenes wird beim nächsten Entsperren beendet.</translation>
    </message>
    <message>
        <source>There is a file {path} already.</source>
        <translation>Eine Datei {path} gibt es schon.</translation>
    </message>
    <message>
        <source>It was not overwritten.</source>
        <translation>Sie wurde nicht überschrieben.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Eine Datei {path} gibt es nicht.</translation>
    </message>
    <message>
        <source>Look whether it was moved, or choose another.</source>
        <translation>Prüfen Sie, ob sie verschoben wurde, oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Another Bailee is at work in this vault.</source>
        <translation>Ein anderes Bailee arbeitet in diesem Tresor.</translation>
    </message>
    <message>
        <source>Let it end, or close it, then try again.</source>
        <translation>Lassen Sie es fertig werden oder schließen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The driver for {engine} is not installed.</source>
        <translation>Der Treiber für {engine} ist nicht installiert.</translation>
    </message>
    <message>
        <source>Have the package bailee[{extra}] installed, then start Bailee again.</source>
        <translation>Lassen Sie das Paket bailee[{extra}] installieren und starten Sie Bailee neu.</translation>
    </message>
    <message>
        <source>The address of the database cannot be used: {reason}.</source>
        <translation>Die Adresse der Datenbank ist nicht brauchbar: {reason}.</translation>
    </message>
    <message>
        <source>Nothing was taken, and no connection was made.</source>
        <translation>Nichts wurde entnommen und keine Verbindung hergestellt.</translation>
    </message>
    <message>
        <source>Write it as KIND://USER@HOST:PORT/DATABASE, without the password: you are asked for it.</source>
        <translation>Schreiben Sie sie als ART://BENUTZER@RECHNER:PORT/DATENBANK, ohne Kennwort: Danach werden Sie gefragt.</translation>
    </message>
    <message>
        <source>{source} does not accept the user name or the password.</source>
        <translation>{source} nimmt Benutzernamen oder Kennwort nicht an.</translation>
    </message>
    <message>
        <source>Correct them and try again.</source>
        <translation>Berichtigen Sie beides und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No database server answers at {source}.</source>
        <translation>Unter {source} antwortet kein Datenbankserver.</translation>
    </message>
    <message>
        <source>Look at host, port and network, and whether the server runs.</source>
        <translation>Prüfen Sie Rechner, Port und Netz und ob der Server läuft.</translation>
    </message>
    <message>
        <source>The connection to {source} broke.</source>
        <translation>Die Verbindung zu {source} ist abgerissen.</translation>
    </message>
    <message>
        <source>What was read so far is dropped. The customer's database was only read.</source>
        <translation>Was bisher gelesen war, ist verworfen. Die Datenbank des Kunden wurde nur gelesen.</translation>
    </message>
    <message>
        <source>Try again when the server answers.</source>
        <translation>Versuchen Sie es erneut, wenn der Server antwortet.</translation>
    </message>
    <message>
        <source>The connection to {source} would go over the network without encryption.</source>
        <translation>Die Verbindung zu {source} ginge unverschlüsselt über das Netz.</translation>
    </message>
    <message>
        <source>Nothing was taken. The password was not sent in clear.</source>
        <translation>Nichts wurde entnommen. Das Kennwort wurde nicht im Klartext gesendet.</translation>
    </message>
    <message>
        <source>Ask for encryption on the server, or allow the plain connection for this checkout; the ledger records that.</source>
        <translation>Lassen Sie den Server verschlüsseln oder erlauben Sie die offene Verbindung für diesen Checkout; das Protokoll hält das fest.</translation>
    </message>
    <message>
        <source>{source} cannot show one moment's state: {reason}.</source>
        <translation>{source} kann nicht den Stand eines Augenblicks zeigen: {reason}.</translation>
    </message>
    <message>
        <source>Nothing was taken: tables read one after the other would not fit together.</source>
        <translation>Nichts wurde entnommen: Nacheinander gelesene Tabellen passten nicht zusammen.</translation>
    </message>
    <message>
        <source>The administrator of the server can change this.</source>
        <translation>Die Verwaltung des Servers kann das ändern.</translation>
    </message>
    <message>
        <source>There is no table {table}, or the name fits several.</source>
        <translation>Es gibt keine Tabelle {table}, oder der Name passt auf mehrere.</translation>
    </message>
    <message>
        <source>Choose the table from the list.</source>
        <translation>Wählen Sie die Tabelle aus der Liste.</translation>
    </message>
    <message>
        <source>The table {table} cannot be read: {reason}.</source>
        <translation>Die Tabelle {table} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>The others are not affected.</source>
        <translation>Die anderen sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Ask for the right to read it, or leave it out.</source>
        <translation>Lassen Sie sich das Leserecht geben oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>The condition for {table} cannot be used: {reason}.</source>
        <translation>Die Bedingung für {table} ist nicht brauchbar: {reason}.</translation>
    </message>
    <message>
        <source>Write one condition, as after WHERE, in the SQL of that server.</source>
        <translation>Schreiben Sie eine Bedingung wie nach WHERE, im SQL dieses Servers.</translation>
    </message>
    <message>
        <source>In the table {table}, what was written is not what was read.</source>
        <translation>In der Tabelle {table} ist das Geschriebene nicht das Gelesene.</translation>
    </message>
    <message>
        <source>The copy was not kept.</source>
        <translation>Die Kopie wurde nicht behalten.</translation>
    </message>
    <message>
        <source>Try again. If it happens twice, copy the details and report them: this must never be.</source>
        <translation>Versuchen Sie es erneut. Geschieht es wieder, kopieren Sie die Details und melden Sie sie: Das darf nie vorkommen.</translation>
    </message>
    <message>
        <source>{path} is no database that can be opened, or it is damaged.</source>
        <translation>{path} ist keine Datenbank, die sich öffnen lässt, oder sie ist beschädigt.</translation>
    </message>
    <message>
        <source>Nothing was changed by looking at it.</source>
        <translation>Durch das Nachsehen wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Use Check copy to see whether the copy is sound. The damage may come from the customer's side.</source>
        <translation>Mit „Kopie prüfen“ sehen Sie, ob die Kopie unbeschädigt ist. Der Schaden kann vom Kunden stammen.</translation>
    </message>
    <message>
        <source>This statement is not allowed here: {reason}.</source>
        <translation>Diese Anweisung ist hier nicht erlaubt: {reason}.</translation>
    </message>
    <message>
        <source>Statements that change data need the switch Read only to be off. Nothing may reach out of the database.</source>
        <translation>Anweisungen, die Daten ändern, brauchen den Schalter Nur lesen ausgeschaltet. Nichts darf aus der Datenbank hinausreichen.</translation>
    </message>
    <message>
        <source>The database does not accept the statement: {message}.</source>
        <translation>Die Datenbank nimmt die Anweisung nicht an: {message}.</translation>
    </message>
    <message>
        <source>Nothing was changed by it. What it was part of was taken back.</source>
        <translation>Sie hat nichts geändert. Wovon sie ein Teil war, wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>Correct the statement and run it again.</source>
        <translation>Berichtigen Sie die Anweisung und führen Sie sie erneut aus.</translation>
    </message>
    <message>
        <source>Another connection is writing to {path}.</source>
        <translation>Eine andere Verbindung schreibt gerade in {path}.</translation>
    </message>
    <message>
        <source>Let it end, then try again.</source>
        <translation>Lassen Sie sie fertig werden und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>There is no run to undo in {path}.</source>
        <translation>In {path} gibt es keinen Lauf, der sich rückgängig machen ließe.</translation>
    </message>
    <message>
        <source>Changes shows what differs from the checkout.</source>
        <translation>„Änderungen“ zeigt, was vom Checkout abweicht.</translation>
    </message>
    <message>
        <source>The rows of {table} cannot go back to the checkout: {reason}.</source>
        <translation>Die Zeilen von {table} können nicht zum Checkout zurück: {reason}.</translation>
    </message>
    <message>
        <source>Take back what is named first, or revert the whole database.</source>
        <translation>Zuerst das Genannte zurücknehmen, oder die ganze Datenbank.</translation>
    </message>
    <message>
        <source>Line {number} of the dump does not run: {message}.</source>
        <translation>Zeile {number} des Dumps läuft nicht: {message}.</translation>
    </message>
    <message>
        <source>Nothing was imported, and the file is as it was.</source>
        <translation>Nichts wurde importiert, die Datei ist unverändert.</translation>
    </message>
    <message>
        <source>Bailee imports SQL that SQLite runs, SQLite and SQLCipher files. Other databases are checked out themselves.</source>
        <translation>Importiert wird SQL, das SQLite ausführt, sowie SQLite- und SQLCipher-Dateien. Andere Datenbanken werden selbst ausgecheckt.</translation>
    </message>
    <message>
        <source>The masking policy cannot be used: {reason}.</source>
        <translation>Die Maskierungsregeln sind nicht brauchbar: {reason}.</translation>
    </message>
    <message>
        <source>Nothing was taken: what should be masked would have come in clear.</source>
        <translation>Nichts wurde entnommen: Was maskiert sein soll, wäre im Klartext gekommen.</translation>
    </message>
    <message>
        <source>Correct the policy and try again.</source>
        <translation>Berichtigen Sie die Regeln und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>This could not be done.</source>
        <translation>Das ließ sich nicht ausführen.</translation>
    </message>
    <message>
        <source>Nothing half-done is kept. The customers' originals are not touched.</source>
        <translation>Nichts Halbfertiges bleibt zurück. Die Originale der Kunden sind unberührt.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>Der Vorgang wurde angehalten.</translation>
    </message>
    <message>
        <source>Nothing half-done is kept. A wipe that was begun goes on by itself.</source>
        <translation>Nichts Halbfertiges bleibt zurück. Eine begonnene Vernichtung läuft von selbst weiter.</translation>
    </message>
    <message>
        <source>Start it again whenever you want.</source>
        <translation>Starten Sie ihn neu, wann immer Sie wollen.</translation>
    </message>
    <message>
        <source>The settings cannot be read.</source>
        <translation>Die Einstellungen lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>Copies and keys are not affected. Bailee works with the settings it came with.</source>
        <translation>Kopien und Schlüssel sind nicht betroffen. Bailee arbeitet mit den mitgelieferten Einstellungen.</translation>
    </message>
    <message>
        <source>Open Settings and choose anew: that writes the file again.</source>
        <translation>Öffnen Sie die Einstellungen und wählen Sie neu: Damit wird die Datei neu geschrieben.</translation>
    </message>
    <message>
        <source>This value cannot be set: {reason}.</source>
        <translation>Dieser Wert lässt sich nicht einstellen: {reason}.</translation>
    </message>
    <message>
        <source>The setting stays as it was.</source>
        <translation>Die Einstellung bleibt, wie sie war.</translation>
    </message>
    <message>
        <source>Correct the value and try again.</source>
        <translation>Berichtigen Sie den Wert und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>There is no customer {number}.</source>
        <translation>Es gibt keinen Kunden {number}.</translation>
    </message>
    <message>
        <source>Choose a customer from the list, or enter a new one.</source>
        <translation>Wählen Sie einen Kunden aus der Liste oder legen Sie einen neuen an.</translation>
    </message>
    <message>
        <source>The customer number {number} is taken.</source>
        <translation>Die Kundennummer {number} ist vergeben.</translation>
    </message>
    <message>
        <source>Choose another number, or use the customer who has it.</source>
        <translation>Wählen Sie eine andere Nummer oder nehmen Sie den Kunden, der sie hat.</translation>
    </message>
    <message>
        <source>There is no ticket {number}.</source>
        <translation>Es gibt kein Ticket {number}.</translation>
    </message>
    <message>
        <source>Search for it in Tickets, or enter it with New ticket.</source>
        <translation>Suchen Sie es unter „Tickets“ oder legen Sie es mit „Neues Ticket“ an.</translation>
    </message>
    <message>
        <source>The ticket number {number} is taken.</source>
        <translation>Die Ticketnummer {number} ist vergeben.</translation>
    </message>
    <message>
        <source>Choose another number, or open the ticket that has it.</source>
        <translation>Wählen Sie eine andere Nummer oder öffnen Sie das Ticket, das sie hat.</translation>
    </message>
    <message>
        <source>This cannot be used for {field}: {reason}.</source>
        <translation>Das passt nicht für {field}: {reason}.</translation>
    </message>
    <message>
        <source>Nothing was changed. What you typed is still there.</source>
        <translation>Nichts wurde geändert. Ihre Eingabe ist noch da.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Berichtigen Sie sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The register is damaged, or was exchanged.</source>
        <translation>Das Register ist beschädigt oder wurde ausgetauscht.</translation>
    </message>
    <message>
        <source>Copies and the ledger are not affected, and no copy is opened on its word.</source>
        <translation>Kopien und Protokoll sind nicht betroffen, und keine Kopie wird auf sein Wort hin geöffnet.</translation>
    </message>
    <message>
        <source>Put the whole home folder back from one backup, not single files of it.</source>
        <translation>Stellen Sie Bailees ganzen Ordner aus einer Sicherung wieder her, nicht einzelne Dateien daraus.</translation>
    </message>
    <message>
        <source>The register was written by a newer Bailee.</source>
        <translation>Das Register wurde von einem neueren Bailee geschrieben.</translation>
    </message>
    <message>
        <source>Install the newer version on this computer.</source>
        <translation>Installieren Sie die neuere Version auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Another program keeps the register locked.</source>
        <translation>Ein anderes Programm hält das Register gesperrt.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>There is no vault in {home}.</source>
        <translation>In {home} gibt es keinen Tresor.</translation>
    </message>
    <message>
        <source>Create a vault there, or choose the folder that holds yours.</source>
        <translation>Legen Sie dort einen Tresor an oder wählen Sie den Ordner mit Ihrem.</translation>
    </message>
    <message>
        <source>There is a vault in {home} already.</source>
        <translation>In {home} gibt es schon einen Tresor.</translation>
    </message>
    <message>
        <source>It was not changed.</source>
        <translation>Er wurde nicht geändert.</translation>
    </message>
    <message>
        <source>Unlock it, or choose another folder for the new one.</source>
        <translation>Entsperren Sie ihn oder wählen Sie einen anderen Ordner für den neuen.</translation>
    </message>
    <message>
        <source>The vault's file HEAD is damaged or was edited.</source>
        <translation>Die Datei HEAD des Tresors ist beschädigt oder wurde bearbeitet.</translation>
    </message>
    <message>
        <source>No copy is opened with it. The customers' originals are not touched.</source>
        <translation>Mit ihr wird keine Kopie geöffnet. Die Originale der Kunden sind unberührt.</translation>
    </message>
    <message>
        <source>Put HEAD back from a backup of this very day, or create a new vault and check out again.</source>
        <translation>Stellen Sie HEAD aus einer Sicherung vom heutigen Tag wieder her oder legen Sie einen neuen Tresor an und checken Sie erneut aus.</translation>
    </message>
    <message>
        <source>The vault's key table is damaged, missing, or an older one was put back.</source>
        <translation>Die Schlüsseltabelle des Tresors ist beschädigt, fehlt, oder eine ältere wurde zurückgespielt.</translation>
    </message>
    <message>
        <source>Find out who changed files in the home folder. Without the table, create a new vault and check out again.</source>
        <translation>Finden Sie heraus, wer in Bailees Ordner Dateien geändert hat. Ohne die Tabelle legen Sie einen neuen Tresor an und checken erneut aus.</translation>
    </message>
    <message>
        <source>The key files are older than the register knows them to be.</source>
        <translation>Die Schlüsseldateien sind älter, als das Register sie kennt.</translation>
    </message>
    <message>
        <source>Somebody put an older state back, perhaps from a backup. No copy is opened with it.</source>
        <translation>Jemand hat einen älteren Stand zurückgespielt, vielleicht aus einer Sicherung. Damit wird keine Kopie geöffnet.</translation>
    </message>
    <message>
        <source>Put the whole home folder of one moment back, or create a new vault and check out again.</source>
        <translation>Stellen Sie Bailees ganzen Ordner von einem Zeitpunkt wieder her oder legen Sie einen neuen Tresor an und checken Sie erneut aus.</translation>
    </message>
    <message>
        <source>The keyring no longer holds the key of this vault.</source>
        <translation>Der Schlüsselbund enthält den Schlüssel dieses Tresors nicht mehr.</translation>
    </message>
    <message>
        <source>What it sealed cannot be read by anyone. The customers' originals are not touched.</source>
        <translation>Was damit versiegelt ist, kann niemand mehr lesen. Die Originale der Kunden sind unberührt.</translation>
    </message>
    <message>
        <source>Sign in as the person who made the vault, on its computer; otherwise create a new vault and check out again.</source>
        <translation>Melden Sie sich als die Person an, die den Tresor angelegt hat, auf deren Rechner; sonst legen Sie einen neuen Tresor an und checken erneut aus.</translation>
    </message>
    <message>
        <source>This vault opens with a passphrase.</source>
        <translation>Dieser Tresor öffnet sich mit einer Passphrase.</translation>
    </message>
    <message>
        <source>Type the passphrase and unlock.</source>
        <translation>Geben Sie die Passphrase ein und entsperren Sie.</translation>
    </message>
    <message>
        <source>That passphrase does not open this vault.</source>
        <translation>Diese Passphrase öffnet den Tresor nicht.</translation>
    </message>
    <message>
        <source>Nothing was changed. Every wrong one makes the pause before the next longer.</source>
        <translation>Nichts wurde geändert. Jede falsche verlängert die Pause vor der nächsten.</translation>
    </message>
    <message>
        <source>Look at Caps Lock and the keyboard layout, then type it again.</source>
        <translation>Prüfen Sie Feststelltaste und Tastaturbelegung und geben Sie sie erneut ein.</translation>
    </message>
    <message>
        <source>This computer offers no keyring that Bailee trusts.</source>
        <translation>Dieser Rechner bietet keinen Schlüsselbund, dem Bailee vertraut.</translation>
    </message>
    <message>
        <source>Start the keyring of your desktop and try again. A new vault can use a passphrase instead.</source>
        <translation>Starten Sie den Schlüsselbund Ihrer Arbeitsumgebung und versuchen Sie es erneut. Ein neuer Tresor kann stattdessen eine Passphrase verwenden.</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>No key was lost. A wipe that was begun goes on once the keyring is unlocked.</source>
        <translation>Kein Schlüssel ging verloren. Eine begonnene Vernichtung läuft weiter, sobald der Schlüsselbund entsperrt ist.</translation>
    </message>
    <message>
        <source>Unlock the keyring of your desktop, then try again.</source>
        <translation>Entsperren Sie den Schlüsselbund Ihrer Arbeitsumgebung und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keyring refused, or did not keep what it was given.</source>
        <translation>Der Schlüsselbund hat sich geweigert oder nicht behalten, was er bekam.</translation>
    </message>
    <message>
        <source>Nothing that relied on it was done.</source>
        <translation>Nichts, was davon abhing, wurde ausgeführt.</translation>
    </message>
    <message>
        <source>Look at the keyring's own program, then try again. What was begun ends with the next unlock.</source>
        <translation>Sehen Sie im Programm des Schlüsselbunds nach und versuchen Sie es erneut. Begonnenes wird beim nächsten Entsperren beendet.</translation>
    </message>
    <message>
        <source>The keyring does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>A question of the keyring may be waiting behind this window. Answer it, then try again.</source>
        <translation>Vielleicht wartet hinter diesem Fenster eine Frage des Schlüsselbunds. Beantworten Sie sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>This vault belongs to another kind of keyring.</source>
        <translation>Dieser Tresor gehört zu einer anderen Art von Schlüsselbund.</translation>
    </message>
    <message>
        <source>Use the desktop and the keyring that the vault was made with.</source>
        <translation>Verwenden Sie die Arbeitsumgebung und den Schlüsselbund, mit denen der Tresor angelegt wurde.</translation>
    </message>
    <message>
        <source>The keyring still gives out a key that was deleted from it.</source>
        <translation>Der Schlüsselbund gibt einen Schlüssel noch heraus, der aus ihm gelöscht wurde.</translation>
    </message>
    <message>
        <source>The copy can no longer be opened with Bailee, but its wipe is not certified.</source>
        <translation>Mit Bailee lässt sich die Kopie nicht mehr öffnen, aber ihre Vernichtung ist nicht bescheinigt.</translation>
    </message>
    <message>
        <source>Remove the entry in the keyring's own program. The wipe ends with the next unlock.</source>
        <translation>Entfernen Sie den Eintrag im Programm des Schlüsselbunds. Die Vernichtung wird beim nächsten Entsperren beendet.</translation>
    </message>
    <message>
        <source>The vault is locked.</source>
        <translation>Der Tresor ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>A file was written by a newer Bailee.</source>
        <translation>Eine Datei wurde von einem neueren Bailee geschrieben.</translation>
    </message>
    <message>
        <source>Sealed data do not open: they are damaged, or were exchanged.</source>
        <translation>Versiegelte Daten öffnen sich nicht: Sie sind beschädigt oder wurden ausgetauscht.</translation>
    </message>
    <message>
        <source>Nothing is given out that is not as it was sealed.</source>
        <translation>Nichts wird herausgegeben, was nicht ist, wie es versiegelt wurde.</translation>
    </message>
    <message>
        <source>Use Check copy on the copy to see what is affected.</source>
        <translation>Mit „Kopie prüfen“ sehen Sie, was betroffen ist.</translation>
    </message>
    <message>
        <source>A key was used after it had been dropped.</source>
        <translation>Ein Schlüssel wurde verwendet, nachdem er verworfen war.</translation>
    </message>
    <message>
        <source>Nothing was given out and nothing was changed.</source>
        <translation>Nichts wurde herausgegeben und nichts geändert.</translation>
    </message>
    <message>
        <source>Unlock the vault and try again.</source>
        <translation>Entsperren Sie den Tresor und versuchen Sie es erneut.</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>assignee</source>
        <translation>Zuständigkeit</translation>
    </message>
    <message>
        <source>passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>undo_seconds</source>
        <translation>Vernichtung nach</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>where</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>author</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>--to</source>
        <translation>die Datei</translation>
    </message>
</context>
<context>
    <name>FileActs</name>
    <message>
        <source>Adding files to {ticket}</source>
        <translation>Dateien werden zu {ticket} hinzugefügt</translation>
    </message>
    <message>
        <source>Exporting files of {ticket}</source>
        <translation>Dateien von {ticket} werden exportiert</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) added</source>
        <translation>
            <numerusform>%n Datei hinzugefügt</numerusform>
            <numerusform>%n Dateien hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>Encrypted at once. The files stay where they were, too.</source>
        <translation>Sofort verschlüsselt. Die Dateien bleiben auch, wo sie waren.</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) or device(s) left out</source>
        <translation>
            <numerusform>%n Verknüpfung oder Gerät ausgelassen</numerusform>
            <numerusform>%n Verknüpfungen oder Geräte ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{name} deleted from the copy</source>
        <translation>{name} aus der Kopie gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) deleted from the copy</source>
        <translation>
            <numerusform>%n Name aus der Kopie gelöscht</numerusform>
            <numerusform>%n Namen aus der Kopie gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exported</source>
        <translation>
            <numerusform>%n Datei exportiert</numerusform>
            <numerusform>%n Dateien exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>{size}, entered in the log</source>
        <translation>{size}, im Protokoll eingetragen</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>FilesHead</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Encrypt files of this machine into the copy; or drop them here</source>
        <translation>Dateien dieses Rechners in die Kopie verschlüsseln; oder hier ablegen</translation>
    </message>
    <message>
        <source>Show or hide the preview (Space)</source>
        <translation>Vorschau zeigen oder verbergen (Leertaste)</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s)</source>
        <translation>
            <numerusform>%n Name</numerusform>
            <numerusform>%n Namen</numerusform>
        </translation>
    </message>
    <message>
        <source>Open inside Bailee (Enter)</source>
        <translation>In Bailee öffnen (Eingabe)</translation>
    </message>
    <message>
        <source>Write the selected files to this machine, with an entry in the log (Ctrl+Shift+E)</source>
        <translation>Gewählte Dateien auf diesen Rechner schreiben, mit Eintrag im Protokoll (Strg+Umschalt+E)</translation>
    </message>
    <message>
        <source>Delete from the copy; it can be put back until the copy is wiped (Del)</source>
        <translation>Aus der Kopie löschen; es lässt sich zurückholen, bis die Kopie vernichtet ist (Entf)</translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message>
        <source>This folder is empty</source>
        <translation>Dieser Ordner ist leer</translation>
    </message>
    <message>
        <source>Drop files here to add them to the copy.</source>
        <translation>Legen Sie hier Dateien ab, um sie der Kopie hinzuzufügen.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Add files to the copy</source>
        <translation>Dateien zur Kopie hinzufügen</translation>
    </message>
    <message>
        <source>Export into which folder?</source>
        <translation>In welchen Ordner exportieren?</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Whole copy</source>
        <translation>Ganze Kopie</translation>
    </message>
    <message>
        <source>Too many are selected to be exported one by one</source>
        <translation>Zu viele sind gewählt, um sie einzeln zu exportieren</translation>
    </message>
    <message>
        <source>Only files can be exported one by one; folders and links cannot</source>
        <translation>Nur Dateien lassen sich einzeln exportieren, Ordner und Verknüpfungen nicht</translation>
    </message>
    <message>
        <source>Too many are selected; delete the folder instead</source>
        <translation>Zu viele sind gewählt; löschen Sie stattdessen den Ordner</translation>
    </message>
    <message>
        <source>the copy</source>
        <translation>die Kopie</translation>
    </message>
    <message numerus="yes">
        <source>Encrypt and add %n thing(s) to {folder}</source>
        <translation>
            <numerusform>%n Element verschlüsseln und zu {folder} hinzufügen</numerusform>
            <numerusform>%n Elemente verschlüsseln und zu {folder} hinzufügen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome to Bailee</source>
        <translation>Willkommen bei Bailee</translation>
    </message>
    <message>
        <source>Encrypted working copies for one ticket each, provably wiped when it closes.</source>
        <translation>Verschlüsselte Arbeitskopien für je ein Ticket, nachweislich vernichtet, wenn es schließt.</translation>
    </message>
</context>
<context>
    <name>FolderList</name>
    <message>
        <source>Files in this folder</source>
        <translation>Dateien in diesem Ordner</translation>
    </message>
</context>
<context>
    <name>FolderListModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>{name}, a link to {target}. It is kept as it was and never followed.</source>
        <translation>{name}, eine Verknüpfung zu {target}. Sie bleibt, wie sie war, und wird nie verfolgt.</translation>
    </message>
</context>
<context>
    <name>FolderStep</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>Freier Platz</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Anderen Ordner wählen…</translation>
    </message>
    <message>
        <source>The vault lies there now.</source>
        <translation>Der Tresor liegt jetzt dort.</translation>
    </message>
    <message>
        <source>Choose a folder for Bailee</source>
        <translation>Ordner für Bailee wählen</translation>
    </message>
    <message>
        <source>2. Folder for copies</source>
        <translation>2. Ordner für Kopien</translation>
    </message>
    <message>
        <source>{program} copies this folder elsewhere, where wiped copies may live on. Choose another.</source>
        <translation>{program} kopiert diesen Ordner anderswohin, wo Vernichtetes weiterleben kann. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>A network drive is slow, and what is wiped may stay on the server. Choose another.</source>
        <translation>Ein Netzlaufwerk ist langsam, und Vernichtetes kann auf dem Server bleiben. Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>There is little room. A copy takes as much as the original.</source>
        <translation>Es ist wenig Platz. Eine Kopie braucht so viel wie das Original.</translation>
    </message>
</context>
<context>
    <name>FolderTree</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>FolderTreeModel</name>
    <message>
        <source>Whole copy</source>
        <translation>Ganze Kopie</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>{number} %</source>
        <comment>a share</comment>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 Byte</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <comment>amounts of data</comment>
        <translation>{part} von {whole}</translation>
    </message>
    <message>
        <source>{amount}/s</source>
        <comment>data per second</comment>
        <translation>{amount}/s</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>wenige Sekunden</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>pattern of a date, see QDate::toString</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <comment>a date and a time</comment>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{weekday} {time}</source>
        <comment>a weekday and a time</comment>
        <translation>{weekday} {time}</translation>
    </message>
    <message>
        <source>now</source>
        <comment>something is due</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>{time} over</source>
        <comment>overdue by</comment>
        <translation>{time} über</translation>
    </message>
    <message>
        <source>in {time}</source>
        <comment>time until something is due</comment>
        <translation>in {time}</translation>
    </message>
    <message>
        <source>due now</source>
        <translation>jetzt fällig</translation>
    </message>
    <message>
        <source>{time} overdue</source>
        <translation>{time} überfällig</translation>
    </message>
    <message>
        <source>due in {time}</source>
        <translation>noch {time}, dann fällig</translation>
    </message>
    <message>
        <source>{held} of {term} h</source>
        <comment>hours</comment>
        <translation>{held} von {term} h</translation>
    </message>
    <message>
        <source>{held} of {term} d</source>
        <comment>days</comment>
        <translation>{held} von {term} T</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>vor {time}</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <comment>two parts of a stretch of time</comment>
        <translation>{first} {second}</translation>
    </message>
    <message>
        <source>{number} d</source>
        <comment>days, short</comment>
        <translation>{number} T</translation>
    </message>
    <message>
        <source>{number} h</source>
        <comment>hours, short</comment>
        <translation>{number} h</translation>
    </message>
    <message>
        <source>{number} min</source>
        <comment>minutes, short</comment>
        <translation>{number} min</translation>
    </message>
    <message>
        <source>{number} s</source>
        <comment>seconds, short</comment>
        <translation>{number} s</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Changes as soon as the running jobs have ended.</source>
        <translation>Wechselt, sobald die laufenden Aufträge fertig sind.</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Choose the folder of a vault</source>
        <translation>Ordner eines Tresors wählen</translation>
    </message>
</context>
<context>
    <name>GlobalActs</name>
    <message>
        <source>No ticket is shown</source>
        <translation>Kein Ticket wird gezeigt</translation>
    </message>
    <message>
        <source>There is nothing before</source>
        <translation>Davor gibt es nichts</translation>
    </message>
    <message>
        <source>There is nothing after</source>
        <translation>Danach gibt es nichts</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>You hold fewer copies</source>
        <translation>Sie halten weniger Kopien</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>Open copy {number} of the rail</source>
        <translation>Kopie {number} der Leiste öffnen</translation>
    </message>
    <message>
        <source>Screen-share mode: hide names, or show them</source>
        <translation>Freigabemodus: Namen verbergen oder zeigen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Search here</source>
        <translation>Hier suchen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Narrow or widen the rail</source>
        <translation>Leiste schmaler oder breiter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Lock vault</source>
        <translation>Tresor sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Do what the filled button of the pane says</source>
        <translation>Hauptknopf des Bereichs drücken</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>personal data, masked</source>
        <translation>personenbezogen, maskiert</translation>
    </message>
    <message>
        <source>{column}: {value}</source>
        <comment>a cell, for screen readers</comment>
        <translation>{column}: {value}</translation>
    </message>
</context>
<context>
    <name>HistoryPopover</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search what was run</source>
        <translation>Im Verlauf suchen</translation>
    </message>
    <message>
        <source>Statements run before</source>
        <translation>Früher ausgeführte Anweisungen</translation>
    </message>
    <message>
        <source>Nothing was run yet.</source>
        <translation>Es wurde noch nichts ausgeführt.</translation>
    </message>
    <message>
        <source>{when}   {sql}</source>
        <translation>{when}   {sql}</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>Hold for one second, or press, wait a moment and press again.</source>
        <translation>Eine Sekunde halten, oder drücken, kurz warten und noch einmal drücken.</translation>
    </message>
    <message>
        <source>Press again to wipe</source>
        <translation>Zum Vernichten noch einmal drücken</translation>
    </message>
</context>
<context>
    <name>HolderPart</name>
    <message>
        <source>Held by</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Wipe due</source>
        <translation>Vernichtung fällig</translation>
    </message>
</context>
<context>
    <name>ImportActs</name>
    <message>
        <source>Importing into {ticket}</source>
        <translation>Import in {ticket}</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) did not arrive.</source>
        <translation>
            <numerusform>%n Element kam nicht an.</numerusform>
            <numerusform>%n Elemente kamen nicht an.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is in the copy, {size}.</source>
        <translation>{name} ist in der Kopie, {size}.</translation>
    </message>
    <message>
        <source>Choose a dump or a database file</source>
        <translation>Dump oder Datenbankdatei wählen</translation>
    </message>
    <message>
        <source>Dumps and databases (*.sql *.dump *.txt *.db *.sqlite *.sqlite3 *.db3)</source>
        <translation>Dumps und Datenbanken (*.sql *.dump *.txt *.db *.sqlite *.sqlite3 *.db3)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Waits for other work to end</source>
        <translation>Wartet auf das Ende anderer Arbeit</translation>
    </message>
    <message>
        <source>Show ticket</source>
        <translation>Ticket zeigen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Runs in the background</source>
        <translation>Läuft im Hintergrund</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Show ticket {ticket}</source>
        <translation>Ticket {ticket} zeigen</translation>
    </message>
    <message>
        <source>Done in {time}</source>
        <translation>Fertig in {time}</translation>
    </message>
    <message>
        <source>Stopped after {time}</source>
        <translation>Angehalten nach {time}</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details verbergen</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message numerus="yes">
        <source>{what}, and %n more job(s)</source>
        <translation>
            <numerusform>{what} und %n weiterer Auftrag</numerusform>
            <numerusform>{what} und %n weitere Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows the jobs</source>
        <translation>Zeigt die Aufträge</translation>
    </message>
</context>
<context>
    <name>JobsPopover</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Nichts läuft.</translation>
    </message>
</context>
<context>
    <name>KeyboardTable</name>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Set keys</source>
        <translation>Tasten setzen</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Choose an act to change its keys.</source>
        <translation>Wählen Sie einen Befehl, um seine Tasten zu ändern.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts keys</source>
        <translation>Tastenkürzel Tasten</translation>
    </message>
    <message>
        <source>Acts and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>{keys} belongs to: {act}</source>
        <translation>{keys} gehört zu: {act}</translation>
    </message>
</context>
<context>
    <name>KeysModel</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>LedgerSaving</name>
    <message>
        <source>Export the ledger</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>PDF document (*.pdf);;Table of all entries (*.csv)</source>
        <translation>PDF-Dokument (*.pdf);;Tabelle aller Einträge (*.csv)</translation>
    </message>
    <message>
        <source>ledger.pdf</source>
        <translation>protokoll.pdf</translation>
    </message>
    <message>
        <source>Exporting the ledger</source>
        <translation>Protokoll wird exportiert</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) exported as {name}, with a signed checkpoint beside it.</source>
        <translation>
            <numerusform>%n Eintrag als {name} exportiert, dazu ein signierter Prüfpunkt.</numerusform>
            <numerusform>%n Einträge als {name} exportiert, dazu ein signierter Prüfpunkt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Bailee</source>
        <translation>Bailee</translation>
    </message>
    <message>
        <source>{time}, {what}, by {who}</source>
        <translation>{time}, {what}, von {who}</translation>
    </message>
</context>
<context>
    <name>LogScreen</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
</context>
<context>
    <name>LossBox</name>
    <message>
        <source>Export changes…</source>
        <translation>Änderungen exportieren…</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsehen</translation>
    </message>
    <message>
        <source>Everything is exported</source>
        <translation>Alles ist exportiert</translation>
    </message>
    <message>
        <source>Not exported yet</source>
        <translation>Noch nicht exportiert</translation>
    </message>
    <message>
        <source>Wiping destroys the copy only. The customer's original is not touched.</source>
        <translation>Vernichtet wird nur die Kopie. Das Original des Kunden ist unberührt.</translation>
    </message>
    <message>
        <source>These changes exist only in this copy. Wiping destroys them for good. The customer's original is not touched.</source>
        <translation>Diese Änderungen gibt es nur in dieser Kopie. Das Vernichten zerstört sie endgültig. Das Original des Kunden ist unberührt.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes cannot be listed</source>
        <translation>Änderungen lassen sich nicht auflisten</translation>
    </message>
</context>
<context>
    <name>Losses</name>
    <message>
        <source>new, {amount}</source>
        <translation>neu, {amount}</translation>
    </message>
    <message>
        <source>edited, {amount}</source>
        <translation>bearbeitet, {amount}</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>umbenannt</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>{database}.{table}</source>
        <comment>a table in a database</comment>
        <translation>{database}.{table}</translation>
    </message>
    <message numerus="yes">
        <source>%n other change(s)</source>
        <translation>
            <numerusform>%n andere Änderung</numerusform>
            <numerusform>%n andere Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>new table</source>
        <translation>neue Tabelle</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed</source>
        <translation>
            <numerusform>%n Zeile geändert</numerusform>
            <numerusform>%n Zeilen geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>columns changed</source>
        <translation>Spalten geändert</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Changes as soon as no wipe waits.</source>
        <translation>Wechselt, sobald keine Vernichtung ansteht.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>MaskPreviewModel</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>MaskPreviewView</name>
    <message>
        <source>Values before and after masking</source>
        <translation>Werte vor und nach der Maskierung</translation>
    </message>
</context>
<context>
    <name>NewTicketActs</name>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
</context>
<context>
    <name>NewTicketForm</name>
    <message>
        <source>Create and check out</source>
        <translation>Anlegen und auschecken</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Number of the new customer</source>
        <translation>Nummer des neuen Kunden</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Ticket number</source>
        <translation>Ticketnummer</translation>
    </message>
    <message>
        <source>Name or number; a new name makes a new customer</source>
        <translation>Name oder Nummer; ein neuer Name legt einen neuen Kunden an</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Create and check out (Ctrl+Enter)</source>
        <translation>Anlegen und auschecken (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Create (Ctrl+Shift+Enter)</source>
        <translation>Anlegen (Strg+Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Needs a customer.</source>
        <translation>Der Kunde fehlt.</translation>
    </message>
    <message>
        <source>Needs a title.</source>
        <translation>Der Titel fehlt.</translation>
    </message>
    <message>
        <source>Needs a number.</source>
        <translation>Die Nummer fehlt.</translation>
    </message>
    <message>
        <source>No source is known for this customer yet: create the ticket, then choose one.</source>
        <translation>Für diesen Kunden ist noch keine Quelle bekannt: Legen Sie das Ticket an und wählen Sie dann eine.</translation>
    </message>
    <message>
        <source>Create and check out {source}</source>
        <translation>Anlegen und {source} auschecken</translation>
    </message>
</context>
<context>
    <name>NoDatabase</name>
    <message>
        <source>Import a dump…</source>
        <translation>Dump importieren…</translation>
    </message>
    <message>
        <source>Show files</source>
        <translation>Dateien zeigen</translation>
    </message>
    <message>
        <source>No database in this copy</source>
        <translation>Keine Datenbank in dieser Kopie</translation>
    </message>
    <message>
        <source>There are only files in it.</source>
        <translation>Sie enthält nur Dateien.</translation>
    </message>
    <message>
        <source>SQL as SQLite's .dump writes it, SQLite and SQLCipher files. It is encrypted as it comes in.</source>
        <translation>SQL, wie .dump von SQLite es schreibt, SQLite- und SQLCipher-Dateien. Alles wird beim Einlesen verschlüsselt.</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Search or run</source>
        <translation>Suchen oder ausführen</translation>
    </message>
    <message>
        <source>Search tickets, customers, copies, or run an act</source>
        <translation>Tickets, Kunden und Kopien suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Enter opens</source>
        <translation>Eingabe öffnet</translation>
    </message>
    <message>
        <source>You hold no copy of this ticket</source>
        <translation>Sie halten keine Kopie zu diesem Ticket</translation>
    </message>
    <message>
        <source>Show {number}</source>
        <translation>{number} zeigen</translation>
    </message>
    <message>
        <source>Open the copy of {number}</source>
        <translation>Kopie von {number} öffnen</translation>
    </message>
    <message>
        <source>New ticket for {customer}</source>
        <translation>Neues Ticket für {customer}</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Do</source>
        <translation>Ausführen</translation>
    </message>
</context>
<context>
    <name>PaneActs</name>
    <message>
        <source>Link copied.</source>
        <translation>Link kopiert.</translation>
    </message>
    <message>
        <source>{person}, this copy is needed: hand it over or close the ticket.</source>
        <translation>{person}, diese Kopie wird gebraucht: Bitte übergeben oder das Ticket schließen.</translation>
    </message>
    <message>
        <source>Asked in the work log.</source>
        <translation>Im Arbeitsprotokoll angefragt.</translation>
    </message>
    <message>
        <source>Do you still need the copy of {number} ({title})? {link}</source>
        <translation>Wird die Kopie zu {number} ({title}) noch gebraucht? {link}</translation>
    </message>
    <message>
        <source>Message copied.</source>
        <translation>Nachricht kopiert.</translation>
    </message>
    <message>
        <source>Count the {time} away?</source>
        <translation>{time} Abwesenheit mitzählen?</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Mitzählen</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Close ticket</source>
        <translation>Ticket schließen</translation>
    </message>
    <message>
        <source>Edit ticket</source>
        <translation>Ticket bearbeiten</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Änderungen zeigen</translation>
    </message>
    <message>
        <source>Check out another source…</source>
        <translation>Andere Quelle auschecken…</translation>
    </message>
    <message>
        <source>View certificate</source>
        <translation>Zertifikat ansehen</translation>
    </message>
    <message>
        <source>Check out a copy of my own…</source>
        <translation>Eigene Kopie auschecken…</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Close &amp;&amp; wipe</source>
        <translation>Schließen &amp;&amp; vernichten</translation>
    </message>
    <message>
        <source>Open copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Start or pause timer</source>
        <translation>Uhr starten oder anhalten</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>Verlängern</translation>
    </message>
    <message>
        <source>No ticket is chosen.</source>
        <translation>Kein Ticket ist gewählt.</translation>
    </message>
    <message>
        <source>This ticket has no copy here.</source>
        <translation>Dieses Ticket hat hier keine Kopie.</translation>
    </message>
</context>
<context>
    <name>PaneFoot</name>
    <message>
        <source>Close &amp;&amp; wipe</source>
        <translation>Schließen &amp;&amp; vernichten</translation>
    </message>
    <message>
        <source>Close and wipe</source>
        <translation>Schließen und vernichten</translation>
    </message>
    <message>
        <source>Keep copy</source>
        <translation>Kopie behalten</translation>
    </message>
    <message>
        <source>Hold to wipe</source>
        <translation>Zum Vernichten halten</translation>
    </message>
    <message>
        <source>Destroys the copy only</source>
        <translation>Zerstört nur die Kopie</translation>
    </message>
    <message>
        <source>Close the ticket and wipe its copy (Ctrl+Shift+Del)</source>
        <translation>Ticket schließen und seine Kopie vernichten (Strg+Umschalt+Entf)</translation>
    </message>
</context>
<context>
    <name>PaneHead</name>
    <message>
        <source>Copy link to the ticket</source>
        <translation>Link zum Ticket kopieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Close pane</source>
        <translation>Bereich schließen</translation>
    </message>
    <message>
        <source>Close pane (Esc)</source>
        <translation>Bereich schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Show passphrase</source>
        <translation>Passphrase zeigen</translation>
    </message>
    <message>
        <source>Hide passphrase</source>
        <translation>Passphrase verbergen</translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Remember it in the keyring</source>
        <translation>Im Schlüsselbund merken</translation>
    </message>
    <message>
        <source>Password for {location}</source>
        <translation>Kennwort für {location}</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Show bytes</source>
        <translation>Bytes zeigen</translation>
    </message>
    <message>
        <source>Fill the tab (Enter)</source>
        <translation>Reiter füllen (Eingabe)</translation>
    </message>
    <message>
        <source>Close preview (Esc)</source>
        <translation>Vorschau schließen (Esc)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Bytes of the file</source>
        <translation>Bytes der Datei</translation>
    </message>
    <message>
        <source>Choose a file to look into it.</source>
        <translation>Wählen Sie eine Datei, um hineinzusehen.</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>{width} by {height} pixels</source>
        <translation>{width} mal {height} Pixel</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>first {part}</source>
        <translation>die ersten {part}</translation>
    </message>
    <message>
        <source>{kind} · {size}</source>
        <translation>{kind} · {size}</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>Text der Datei</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Language changed.</source>
        <translation>Sprache geändert.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{part} of {whole}</source>
        <comment>stretches of time</comment>
        <translation>{part} von {whole}</translation>
    </message>
    <message>
        <source>{amount}/s</source>
        <comment>so many a second</comment>
        <translation>{amount}/s</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n file(s)</source>
        <translation>
            <numerusform>{part} von %n Datei</numerusform>
            <numerusform>{part} von %n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n row(s)</source>
        <translation>
            <numerusform>{part} von %n Zeile</numerusform>
            <numerusform>{part} von %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n page(s)</source>
        <translation>
            <numerusform>{part} von %n Seite</numerusform>
            <numerusform>{part} von %n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part} of %n entry(s)</source>
        <translation>
            <numerusform>{part} von %n Eintrag</numerusform>
            <numerusform>{part} von %n Einträgen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressBlock</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>This cannot be stopped any more</source>
        <translation>Das lässt sich nicht mehr anhalten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>cannot be stopped any more</source>
        <translation>lässt sich nicht mehr anhalten</translation>
    </message>
</context>
<context>
    <name>ProgressPart</name>
    <message>
        <source>The wipe begins. What is in use is wiped as soon as it is free.</source>
        <translation>Die Vernichtung beginnt. Was benutzt wird, wird vernichtet, sobald es frei ist.</translation>
    </message>
    <message>
        <source>It goes on outside of this window.</source>
        <translation>Es läuft außerhalb dieses Fensters weiter.</translation>
    </message>
    <message>
        <source>It waits for other work to end. You can go on working.</source>
        <translation>Es wartet auf das Ende anderer Arbeit. Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>You can go on working.</source>
        <translation>Sie können weiterarbeiten.</translation>
    </message>
    <message numerus="yes">
        <source>Key destroyed {time}. Removing %n file(s).</source>
        <translation>
            <numerusform>Schlüssel vernichtet {time}. %n Datei wird entfernt.</numerusform>
            <numerusform>Schlüssel vernichtet {time}. %n Dateien werden entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Key destroyed {time}. {step}.</source>
        <translation>Schlüssel vernichtet {time}. {step}.</translation>
    </message>
    <message>
        <source>Key destroyed {time}. Files are still to be removed; it is tried again by itself.</source>
        <translation>Schlüssel vernichtet {time}. Dateien sind noch zu entfernen; es wird von selbst erneut versucht.</translation>
    </message>
</context>
<context>
    <name>QuitSheet</name>
    <message>
        <source>Finishing</source>
        <translation>Wird beendet</translation>
    </message>
    <message>
        <source>Bailee quits as soon as the work is done.</source>
        <translation>Bailee beendet sich, sobald die Arbeit fertig ist.</translation>
    </message>
    <message>
        <source>Wipe now and quit</source>
        <translation>Jetzt vernichten und beenden</translation>
    </message>
    <message>
        <source>Undo and quit</source>
        <translation>Rückgängig machen und beenden</translation>
    </message>
    <message>
        <source>Finish and quit</source>
        <translation>Fertigstellen und beenden</translation>
    </message>
    <message>
        <source>Keep running in the background</source>
        <translation>Im Hintergrund weiterlaufen</translation>
    </message>
    <message>
        <source>Quit, and wipe at the next start</source>
        <translation>Beenden und beim nächsten Start vernichten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n wipe(s) are pending.</source>
        <translation>
            <numerusform>%n Vernichtung steht an.</numerusform>
            <numerusform>%n Vernichtungen stehen an.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) still run.</source>
        <translation>
            <numerusform>%n Auftrag läuft noch.</numerusform>
            <numerusform>%n Aufträge laufen noch.</numerusform>
        </translation>
    </message>
    <message>
        <source>Their time is kept. They are carried out when it comes, or at the next start.</source>
        <translation>Ihre Zeit bleibt gewahrt. Sie laufen, wenn sie kommt, oder beim nächsten Start.</translation>
    </message>
    <message>
        <source>Wiping destroys the copies for good. The customers' originals are not touched.</source>
        <translation>Das Vernichten zerstört die Kopien endgültig. Die Originale der Kunden sind unberührt.</translation>
    </message>
    <message>
        <source>Finishing keeps the window open until the work is done. Nothing is cut short.</source>
        <translation>Beim Fertigstellen bleibt das Fenster offen, bis die Arbeit getan ist. Nichts wird abgebrochen.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>My copies</source>
        <translation>Meine Kopien</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>Widen the rail</source>
        <translation>Leiste breiter</translation>
    </message>
    <message>
        <source>Narrow the rail</source>
        <translation>Leiste schmaler</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message numerus="yes">
        <source>Board, %n overdue copy(s)</source>
        <translation>
            <numerusform>Übersicht, %n überfällige Kopie</numerusform>
            <numerusform>Übersicht, %n überfällige Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n copy(s)</source>
        <translation>
            <numerusform>Alle (%n Kopie)</numerusform>
            <numerusform>Alle %n Kopien</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock vault</source>
        <translation>Tresor sperren</translation>
    </message>
    <message>
        <source>Locks in {time}</source>
        <translation>Sperrt in {time}</translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation>in {time}</translation>
    </message>
    <message>
        <source>Names are hidden</source>
        <translation>Namen verborgen</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Screen-share mode is on: names of customers and personal data are hidden.</source>
        <translation>Der Freigabemodus ist an: Namen von Kunden und Personenbezogenes sind verborgen.</translation>
    </message>
    <message>
        <source>wiping</source>
        <translation>wird vernichtet</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>überfällig</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>{least} to {most} are possible</source>
        <translation>möglich sind {least} bis {most}</translation>
    </message>
    <message>
        <source>a second to a day are possible</source>
        <translation>möglich sind eine Sekunde bis ein Tag</translation>
    </message>
    <message>
        <source>a whole number from {least} to {most} is needed</source>
        <translation>nötig ist eine ganze Zahl von {least} bis {most}</translation>
    </message>
    <message>
        <source>one of {choices} is needed</source>
        <translation>nötig ist eines von {choices}</translation>
    </message>
    <message>
        <source>known are {names}</source>
        <translation>bekannt sind {names}</translation>
    </message>
    <message>
        <source>cannot be written as text</source>
        <translation>lässt sich nicht als Text schreiben</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>every one is left out</source>
        <translation>alle sind ausgelassen</translation>
    </message>
    <message>
        <source>holds a /</source>
        <translation>enthält ein /</translation>
    </message>
    <message>
        <source>holds a control character</source>
        <translation>enthält ein Steuerzeichen</translation>
    </message>
    <message>
        <source>holds half a surrogate pair</source>
        <translation>enthält ein halbes Zeichen</translation>
    </message>
    <message>
        <source>is not a file</source>
        <translation>ist keine Datei</translation>
    </message>
    <message>
        <source>is past, or too far off</source>
        <translation>ist vorbei oder zu weit weg</translation>
    </message>
    <message>
        <source>it was not kept by Bailee</source>
        <translation>sie wurde nicht von Bailee aufgehoben</translation>
    </message>
    <message>
        <source>its tables do not come from a server</source>
        <translation>ihre Tabellen kommen von keinem Server</translation>
    </message>
    <message>
        <source>lies in the future</source>
        <translation>liegt in der Zukunft</translation>
    </message>
    <message>
        <source>lies inside the home folder of Bailee</source>
        <translation>liegt im Ordner von Bailee selbst</translation>
    </message>
    <message>
        <source>longer than {most} characters</source>
        <translation>länger als {most} Zeichen</translation>
    </message>
    <message>
        <source>not TABLE=CONDITION</source>
        <translation>nicht TABELLE=BEDINGUNG</translation>
    </message>
    <message>
        <source>"{text}" is not NAME or NAME:schema</source>
        <translation>„{text}“ ist weder NAME noch NAME:schema</translation>
    </message>
    <message>
        <source>the name must end in .json or .pdf</source>
        <translation>der Name muss auf .json oder .pdf enden</translation>
    </message>
    <message>
        <source>there is none that could still be changed</source>
        <translation>es gibt keine mehr, die sich ändern ließe</translation>
    </message>
    <message>
        <source>a folder, not a database file</source>
        <translation>ein Ordner, keine Datenbankdatei</translation>
    </message>
    <message>
        <source>a folder, not a dump</source>
        <translation>ein Ordner, kein Dump</translation>
    </message>
    <message>
        <source>neither a folder nor a file</source>
        <translation>weder ein Ordner noch eine Datei</translation>
    </message>
    <message>
        <source>no file can have this name</source>
        <translation>so kann keine Datei heißen</translation>
    </message>
    <message>
        <source>a .csv file holds every entry; a .pdf file can hold some</source>
        <translation>eine .csv-Datei enthält jeden Eintrag; eine .pdf-Datei kann einige enthalten</translation>
    </message>
    <message>
        <source>the name must end in .csv or .pdf</source>
        <translation>der Name muss auf .csv oder .pdf enden</translation>
    </message>
    <message>
        <source>a value or the statement itself is too long</source>
        <translation>ein Wert oder die Anweisung selbst ist zu lang</translation>
    </message>
    <message>
        <source>it cannot be told where this statement ends</source>
        <translation>es ist nicht zu erkennen, wo diese Anweisung endet</translation>
    </message>
    <message>
        <source>it meets a name that is not text</source>
        <translation>sie trifft auf einen Namen, der kein Text ist</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>der Speicher reicht nicht</translation>
    </message>
    <message>
        <source>stopped after {seconds} s</source>
        <translation>nach {seconds} s angehalten</translation>
    </message>
    <message>
        <source>the database refused it while it ran</source>
        <translation>die Datenbank hat sie beim Ausführen abgelehnt</translation>
    </message>
    <message>
        <source>the script left a transaction open; everything in it was rolled back</source>
        <translation>das Skript ließ eine Transaktion offen; alles darin wurde zurückgerollt</translation>
    </message>
    <message>
        <source>the statement has parameters, and they have no values</source>
        <translation>die Anweisung hat Parameter ohne Werte</translation>
    </message>
    <message>
        <source>the statement holds a NUL character</source>
        <translation>die Anweisung enthält ein NUL-Zeichen</translation>
    </message>
    <message>
        <source>the statement holds what is not text</source>
        <translation>die Anweisung enthält etwas, das kein Text ist</translation>
    </message>
    <message>
        <source>VACUUM is not allowed: it would write the whole database a second time</source>
        <translation>VACUUM ist nicht erlaubt: es schriebe die ganze Datenbank ein zweites Mal</translation>
    </message>
    <message>
        <source>ATTACH, DETACH and VACUUM are not allowed: the copy must stay closed</source>
        <translation>ATTACH, DETACH und VACUUM sind nicht erlaubt: die Kopie muss geschlossen bleiben</translation>
    </message>
    <message>
        <source>this database is open for reading only</source>
        <translation>diese Datenbank ist nur zum Lesen offen</translation>
    </message>
    <message>
        <source>this session is read-only</source>
        <translation>diese Konsole liest nur</translation>
    </message>
    <message>
        <source>this session is read-only, and the statement asks for the right to write</source>
        <translation>diese Konsole liest nur, und die Anweisung verlangt Schreibrecht</translation>
    </message>
    <message>
        <source>this session is read-only, and the statement changes the schema</source>
        <translation>diese Konsole liest nur, und die Anweisung ändert das Schema</translation>
    </message>
    <message>
        <source>this session is read-only, and the statement changes rows of {table} through {via}</source>
        <translation>diese Konsole liest nur, und die Anweisung ändert über {via} Zeilen von {table}</translation>
    </message>
    <message>
        <source>this session is read-only, and the statement changes rows of {table}</source>
        <translation>diese Konsole liest nur, und die Anweisung ändert Zeilen von {table}</translation>
    </message>
    <message>
        <source>this session is read-only, and the function {name} writes</source>
        <translation>diese Konsole liest nur, und die Funktion {name} schreibt</translation>
    </message>
    <message>
        <source>this session is read-only, and PRAGMA {name} would set something</source>
        <translation>diese Konsole liest nur, und PRAGMA {name} würde etwas einstellen</translation>
    </message>
    <message>
        <source>PRAGMA {name} is not allowed with a value</source>
        <translation>PRAGMA {name} ist mit einem Wert nicht erlaubt</translation>
    </message>
    <message>
        <source>PRAGMA {name} is not allowed</source>
        <translation>PRAGMA {name} ist nicht erlaubt</translation>
    </message>
    <message>
        <source>the function {name} is not allowed: it can reach out of the copy</source>
        <translation>die Funktion {name} ist nicht erlaubt: sie kann aus der Kopie hinausgreifen</translation>
    </message>
    <message>
        <source>virtual tables of the kind {kind} are not allowed: they can reach out of the copy</source>
        <translation>virtuelle Tabellen der Art {kind} sind nicht erlaubt: sie können aus der Kopie hinausgreifen</translation>
    </message>
    <message>
        <source>not allowed here: {act}</source>
        <translation>hier nicht erlaubt: {act}</translation>
    </message>
    <message>
        <source>it has no effect inside a transaction: let it stand first</source>
        <translation>in einer Transaktion ist sie wirkungslos: erst übernehmen</translation>
    </message>
    <message>
        <source>it was dropped since</source>
        <translation>sie wurde seitdem gelöscht</translation>
    </message>
    <message>
        <source>it was created since</source>
        <translation>sie wurde seitdem angelegt</translation>
    </message>
    <message>
        <source>its columns were changed since</source>
        <translation>ihre Spalten wurden seitdem geändert</translation>
    </message>
    <message>
        <source>its rows cannot be told apart</source>
        <translation>ihre Zeilen lassen sich nicht auseinanderhalten</translation>
    </message>
    <message>
        <source>rows of {tables} would refer to rows that are not there</source>
        <translation>Zeilen von {tables} würden auf Zeilen verweisen, die es nicht gibt</translation>
    </message>
    <message>
        <source>VACUUM is not allowed</source>
        <translation>VACUUM ist nicht erlaubt</translation>
    </message>
    <message>
        <source>SQLite does not accept the statement</source>
        <translation>SQLite nimmt die Anweisung nicht an</translation>
    </message>
    <message>
        <source>a statement is longer than {most} characters</source>
        <translation>eine Anweisung ist länger als {most} Zeichen</translation>
    </message>
    <message>
        <source>it ends with ROLLBACK, so it is not whole</source>
        <translation>er endet mit ROLLBACK, ist also nicht vollständig</translation>
    </message>
    <message>
        <source>it is a dump of {engine}, and {reason}</source>
        <translation>es ist ein Dump von {engine}, und {reason}</translation>
    </message>
    <message>
        <source>it is an archive of pg_dump, which only pg_restore reads</source>
        <translation>es ist ein Archiv von pg_dump, das nur pg_restore liest</translation>
    </message>
    <message>
        <source>it is packed with {packer}; unpack it first</source>
        <translation>er ist mit {packer} gepackt; erst auspacken</translation>
    </message>
    <message>
        <source>it is a {kind} file; unpack it first</source>
        <translation>es ist eine {kind}-Datei; erst auspacken</translation>
    </message>
    <message>
        <source>it is no text in UTF-8 or UTF-16</source>
        <translation>es ist kein Text in UTF-8 oder UTF-16</translation>
    </message>
    <message>
        <source>it is no text, and no SQLite database without a key</source>
        <translation>es ist weder Text noch eine SQLite-Datenbank ohne Schlüssel</translation>
    </message>
    <message>
        <source>there is no statement in it</source>
        <translation>es ist keine Anweisung darin</translation>
    </message>
    <message>
        <source>longer than {most} bytes</source>
        <translation>länger als {most} Bytes</translation>
    </message>
    <message>
        <source>none was given</source>
        <translation>es gibt keine</translation>
    </message>
    <message>
        <source>not UTF-8 at byte {at}</source>
        <translation>kein UTF-8 bei Byte {at}</translation>
    </message>
    <message>
        <source>version: {version} is needed</source>
        <translation>version: nötig ist {version}</translation>
    </message>
    <message>
        <source>{path}.days: 1 to {most} are possible</source>
        <translation>{path}.days: möglich sind 1 bis {most}</translation>
    </message>
    <message>
        <source>{path}.days: only for the kind {kind}</source>
        <translation>{path}.days: nur für die Art {kind}</translation>
    </message>
    <message>
        <source>{path}: "mask" or "keep" is needed</source>
        <translation>{path}: nötig ist „mask“ oder „keep“</translation>
    </message>
    <message>
        <source>{path}: a table is needed</source>
        <translation>{path}: nötig ist eine Tabelle</translation>
    </message>
    <message>
        <source>{path}: text is needed</source>
        <translation>{path}: nötig ist Text</translation>
    </message>
    <message>
        <source>{path}: fits several columns</source>
        <translation>{path}: passt auf mehrere Spalten</translation>
    </message>
    <message>
        <source>{path}: the column is named twice</source>
        <translation>{path}: die Spalte ist doppelt genannt</translation>
    </message>
    <message>
        <source>{path}: no kind "{kind}"; there are {kinds}</source>
        <translation>{path}: keine Art „{kind}“; es gibt {kinds}</translation>
    </message>
    <message>
        <source>{path}: table {table} is named twice</source>
        <translation>{path}: Tabelle {table} ist doppelt genannt</translation>
    </message>
    <message>
        <source>{path}: the database has no such table</source>
        <translation>{path}: diese Tabelle gibt es in der Datenbank nicht</translation>
    </message>
    <message>
        <source>{path}: fits {tables}</source>
        <translation>{path}: passt auf {tables}</translation>
    </message>
    <message>
        <source>{path}: "{kind}" cannot keep apart what is a key</source>
        <translation>{path}: „{kind}“ hält nicht auseinander, was ein Schlüssel ist</translation>
    </message>
    <message>
        <source>{path}: not known; there are {names}</source>
        <translation>{path}: nicht bekannt; es gibt {names}</translation>
    </message>
    <message>
        <source>SQLite result {code}</source>
        <translation>SQLite-Ergebnis {code}</translation>
    </message>
    <message>
        <source>it has two</source>
        <translation>sie hat zwei</translation>
    </message>
    <message>
        <source>it holds characters that the database cannot have</source>
        <translation>sie enthält Zeichen, die es in der Datenbank nicht geben kann</translation>
    </message>
    <message>
        <source>no rows of it are taken</source>
        <translation>von ihr werden keine Zeilen genommen</translation>
    </message>
    <message>
        <source>not one condition</source>
        <translation>nicht genau eine Bedingung</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>sie ist leer</translation>
    </message>
    <message>
        <source>it holds a NUL</source>
        <translation>sie enthält ein NUL-Zeichen</translation>
    </message>
    <message>
        <source>it holds a comment</source>
        <translation>sie enthält einen Kommentar</translation>
    </message>
    <message>
        <source>it holds the end of a statement</source>
        <translation>sie enthält das Ende einer Anweisung</translation>
    </message>
    <message>
        <source>a bracket is left open</source>
        <translation>eine Klammer bleibt offen</translation>
    </message>
    <message>
        <source>a bracket closes that was not opened</source>
        <translation>eine Klammer schließt, die nicht offen war</translation>
    </message>
    <message>
        <source>a quote is left open</source>
        <translation>ein Anführungszeichen bleibt offen</translation>
    </message>
    <message>
        <source>it was altered after the snapshot began</source>
        <translation>sie wurde nach Beginn der Momentaufnahme geändert</translation>
    </message>
    <message>
        <source>it was emptied, rewritten or divided anew after the snapshot began</source>
        <translation>sie wurde nach Beginn der Momentaufnahme geleert, neu geschrieben oder neu aufgeteilt</translation>
    </message>
    <message>
        <source>its columns are not the same</source>
        <translation>ihre Spalten sind nicht dieselben</translation>
    </message>
    <message>
        <source>its columns are no longer the same</source>
        <translation>ihre Spalten sind nicht mehr dieselben</translation>
    </message>
    <message>
        <source>its rows have no key to page by</source>
        <translation>ihren Zeilen fehlt ein Schlüssel zum Blättern</translation>
    </message>
    <message>
        <source>text in an array cannot be decoded</source>
        <translation>Text in einem Array lässt sich nicht dekodieren</translation>
    </message>
    <message>
        <source>what SQLite says of it is not text</source>
        <translation>was SQLite darüber sagt, ist kein Text</translation>
    </message>
    <message>
        <source>{columns} columns; 1 to {most} are possible</source>
        <translation>{columns} Spalten; möglich sind 1 bis {most}</translation>
    </message>
    <message>
        <source>a row is longer than is possible</source>
        <translation>eine Zeile ist länger als möglich</translation>
    </message>
    <message>
        <source>no right to read it</source>
        <translation>das Leserecht fehlt</translation>
    </message>
    <message>
        <source>no right to read all of it</source>
        <translation>das Recht fehlt, sie ganz zu lesen</translation>
    </message>
    <message>
        <source>no right to read all of its columns</source>
        <translation>das Recht fehlt, alle Spalten zu lesen</translation>
    </message>
    <message>
        <source>it is no longer there</source>
        <translation>sie ist nicht mehr da</translation>
    </message>
    <message>
        <source>somebody else holds it locked</source>
        <translation>jemand anderes hält sie gesperrt</translation>
    </message>
    <message>
        <source>it is damaged on the server</source>
        <translation>sie ist auf dem Server beschädigt</translation>
    </message>
    <message>
        <source>an index of it is damaged on the server</source>
        <translation>ein Index von ihr ist auf dem Server beschädigt</translation>
    </message>
    <message>
        <source>the server cannot read its own files</source>
        <translation>der Server kann seine eigenen Dateien nicht lesen</translation>
    </message>
    <message>
        <source>it cannot be read like a table</source>
        <translation>sie lässt sich nicht wie eine Tabelle lesen</translation>
    </message>
    <message>
        <source>it is not in a state to be read</source>
        <translation>sie ist gerade nicht lesbar</translation>
    </message>
    <message>
        <source>it is kept in memory, where there are no such snapshots</source>
        <translation>sie liegt im Speicher, dort gibt es keine solche Momentaufnahme</translation>
    </message>
    <message>
        <source>the server stopped the reading</source>
        <translation>der Server hat das Lesen abgebrochen</translation>
    </message>
    <message>
        <source>the server's disk is full</source>
        <translation>die Platte des Servers ist voll</translation>
    </message>
    <message>
        <source>the server is out of memory</source>
        <translation>dem Server fehlt Speicher</translation>
    </message>
    <message>
        <source>a value is too long for the server to send</source>
        <translation>ein Wert ist zu lang, als dass der Server ihn senden könnte</translation>
    </message>
    <message>
        <source>a value cannot be computed</source>
        <translation>ein Wert lässt sich nicht berechnen</translation>
    </message>
    <message>
        <source>the server it comes from does not give it</source>
        <translation>der Server, von dem sie kommt, gibt sie nicht her</translation>
    </message>
    <message>
        <source>the server met an error of its own</source>
        <translation>im Server selbst trat ein Fehler auf</translation>
    </message>
    <message>
        <source>the server answered {code}</source>
        <translation>der Server antwortete {code}</translation>
    </message>
    <message>
        <source>the server gave the snapshot up</source>
        <translation>der Server hat die Momentaufnahme aufgegeben</translation>
    </message>
    <message>
        <source>it was changed again and again while it was read</source>
        <translation>sie wurde beim Lesen immer wieder geändert</translation>
    </message>
    <message>
        <source>names in its catalogue are not UTF-8, so that its tables cannot be asked for</source>
        <translation>Namen in ihrem Katalog sind kein UTF-8, darum lassen sich ihre Tabellen nicht abfragen</translation>
    </message>
    <message>
        <source>only InnoDB has snapshots, and keeps none of its tables: {tables}</source>
        <translation>nur InnoDB kennt Momentaufnahmen und hält keine ihrer Tabellen: {tables}</translation>
    </message>
    <message>
        <source>its administrator has to allow them: {statement}</source>
        <translation>jemand mit Verwaltungsrecht muss sie erlauben: {statement}</translation>
    </message>
    <message>
        <source>an encrypted file needs its key</source>
        <translation>eine verschlüsselte Datei braucht ihren Schlüssel</translation>
    </message>
    <message>
        <source>it is not written as ENGINE://USER@HOST:PORT/DATABASE</source>
        <translation>sie hat nicht die Form ART://BENUTZER@RECHNER:PORT/DATENBANK</translation>
    </message>
    <message>
        <source>it names no user</source>
        <translation>sie nennt keinen Benutzer</translation>
    </message>
    <message>
        <source>it names no database</source>
        <translation>sie nennt keine Datenbank</translation>
    </message>
    <message>
        <source>it holds control characters</source>
        <translation>sie enthält Steuerzeichen</translation>
    </message>
    <message>
        <source>its certificates cannot be read</source>
        <translation>ihre Zertifikate lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>its charset is always UTF-8, whatever that of the tables</source>
        <translation>ihr Zeichensatz ist immer UTF-8, gleich welchen die Tabellen haben</translation>
    </message>
    <message>
        <source>its charset is always utf8mb4, whatever that of the tables</source>
        <translation>ihr Zeichensatz ist immer utf8mb4, gleich welchen die Tabellen haben</translation>
    </message>
    <message>
        <source>its charset is not one of Firebird's that can be decoded</source>
        <translation>ihr Zeichensatz ist keiner von Firebird, der sich dekodieren lässt</translation>
    </message>
    <message>
        <source>its encryption must be one of {modes}</source>
        <translation>encryption muss eines sein von {modes}</translation>
    </message>
    <message>
        <source>its ssl_mode must be one of {modes}</source>
        <translation>ssl_mode muss eines sein von {modes}</translation>
    </message>
    <message>
        <source>its wire_crypt must be one of {modes}</source>
        <translation>wire_crypt muss eines sein von {modes}</translation>
    </message>
    <message>
        <source>sslmode is one of {modes}</source>
        <translation>sslmode ist eines von {modes}</translation>
    </message>
    <message>
        <source>the key of its certificate has a password</source>
        <translation>der Schlüssel ihres Zertifikats hat ein Kennwort</translation>
    </message>
    <message>
        <source>the server cannot open a database of that name</source>
        <translation>der Server kann keine Datenbank dieses Namens öffnen</translation>
    </message>
    <message>
        <source>the server has no database of that name</source>
        <translation>der Server hat keine Datenbank dieses Namens</translation>
    </message>
    <message>
        <source>the server has no database of that name, or not for this user</source>
        <translation>der Server hat keine Datenbank dieses Namens, oder nicht für diesen Benutzer</translation>
    </message>
    <message>
        <source>there are no unix sockets on Windows</source>
        <translation>unter Windows gibt es keine Unix-Sockets</translation>
    </message>
    <message>
        <source>it holds a password; leave it out, Bailee asks for it</source>
        <translation>sie enthält ein Kennwort; weglassen, Bailee fragt danach</translation>
    </message>
    <message>
        <source>its scheme must be one of {schemes}</source>
        <translation>sie muss mit einem von {schemes} beginnen</translation>
    </message>
    <message>
        <source>a socket is an absolute path, and no host is named beside it</source>
        <translation>ein Socket ist ein absoluter Pfad, ohne Rechner daneben</translation>
    </message>
    <message>
        <source>it names no host</source>
        <translation>sie nennt keinen Rechner</translation>
    </message>
    <message>
        <source>its host is not one</source>
        <translation>ihr Rechnername ist keiner</translation>
    </message>
    <message>
        <source>its port is not one</source>
        <translation>ihr Port ist keiner</translation>
    </message>
    <message>
        <source>after the question mark stand only, and once each: {names}</source>
        <translation>nach dem Fragezeichen stehen nur, und je einmal: {names}</translation>
    </message>
</context>
<context>
    <name>ResultGrid</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Show value</source>
        <translation>Wert zeigen</translation>
    </message>
    <message>
        <source>Reveal column</source>
        <translation>Spalte aufdecken</translation>
    </message>
    <message>
        <source>Tab-separated text</source>
        <translation>Text mit Tabulatoren</translation>
    </message>
    <message>
        <source>CSV with headings</source>
        <translation>CSV mit Überschriften</translation>
    </message>
    <message>
        <source>INSERT statements</source>
        <translation>INSERT-Anweisungen</translation>
    </message>
    <message>
        <source>Markdown table</source>
        <translation>Markdown-Tabelle</translation>
    </message>
    <message>
        <source>Reveal value</source>
        <translation>Wert aufdecken</translation>
    </message>
    <message>
        <source>{act} (not in screen-share mode)</source>
        <translation>{act} (nicht im Freigabemodus)</translation>
    </message>
    <message>
        <source>Sort fetched rows, lowest first</source>
        <translation>Geholte Zeilen sortieren, kleinste zuerst</translation>
    </message>
    <message>
        <source>Sort fetched rows, highest first</source>
        <translation>Geholte Zeilen sortieren, größte zuerst</translation>
    </message>
    <message>
        <source>Rows as they came</source>
        <translation>Zeilen, wie sie kamen</translation>
    </message>
    <message>
        <source>Sort in database, lowest first</source>
        <translation>In der Datenbank sortieren, kleinste zuerst</translation>
    </message>
    <message>
        <source>Sort in database, highest first</source>
        <translation>In der Datenbank sortieren, größte zuerst</translation>
    </message>
</context>
<context>
    <name>ResultHead</name>
    <message>
        <source>Count rows</source>
        <translation>Zeilen zählen</translation>
    </message>
    <message>
        <source>Reads all of the table to count its rows exactly</source>
        <translation>Liest die ganze Tabelle, um ihre Zeilen genau zu zählen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Filter these rows</source>
        <translation>Diese Zeilen filtern</translation>
    </message>
    <message>
        <source>Mask personal data</source>
        <translation>Personenbezogenes maskieren</translation>
    </message>
    <message>
        <source>Save result</source>
        <translation>Ergebnis speichern</translation>
    </message>
    <message>
        <source>Shows the last characters only. What is shown in clear is entered in the log.</source>
        <translation>Zeigt nur die letzten Zeichen. Was im Klartext gezeigt wird, steht im Protokoll.</translation>
    </message>
    <message>
        <source>The rows of a statement that writes cannot be asked for a second time.</source>
        <translation>Die Zeilen einer schreibenden Anweisung lassen sich nicht ein zweites Mal abfragen.</translation>
    </message>
    <message>
        <source>A transaction is open. Commit it or roll it back first.</source>
        <translation>Eine Transaktion ist offen. Schreiben Sie sie fest oder rollen Sie sie zurück.</translation>
    </message>
    <message>
        <source>Saves as CSV, personal data masked. The export is entered in the log.</source>
        <translation>Speichert als CSV, Personenbezogenes maskiert. Der Export steht im Protokoll.</translation>
    </message>
    <message>
        <source>Saves as CSV, personal data in clear. The export is entered in the log.</source>
        <translation>Speichert als CSV, Personenbezogenes im Klartext. Der Export steht im Protokoll.</translation>
    </message>
</context>
<context>
    <name>ResultPane</name>
    <message>
        <source>How the database would go about it</source>
        <translation>Wie die Datenbank es angehen würde</translation>
    </message>
    <message>
        <source>No result yet. Ctrl+Enter runs the statement at the cursor.</source>
        <translation>Noch kein Ergebnis. Strg+Eingabe führt die Anweisung an der Schreibmarke aus.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) copied.</source>
        <translation>
            <numerusform>%n Zeile kopiert.</numerusform>
            <numerusform>%n Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cleared from the clipboard in %n second(s).</source>
        <translation>
            <numerusform>Wird in %n Sekunde aus der Zwischenablage gelöscht.</numerusform>
            <numerusform>Wird in %n Sekunden aus der Zwischenablage gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stays masked in screen-share mode</source>
        <translation>Bleibt im Freigabemodus maskiert</translation>
    </message>
</context>
<context>
    <name>ResultSaving</name>
    <message>
        <source>result.csv</source>
        <translation>ergebnis.csv</translation>
    </message>
    <message>
        <source>Result saved as {name}.</source>
        <translation>Ergebnis als {name} gespeichert.</translation>
    </message>
</context>
<context>
    <name>RowFeed</name>
    <message>
        <source>The table was changed meanwhile. Open it again.</source>
        <translation>Die Tabelle wurde inzwischen geändert. Öffnen Sie sie erneut.</translation>
    </message>
    <message>
        <source>Something else was run since. Run it again for more rows.</source>
        <translation>Seither lief etwas anderes. Führen Sie es für mehr Zeilen erneut aus.</translation>
    </message>
</context>
<context>
    <name>RowsDiffModel</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>+ added</source>
        <translation>+ hinzugefügt</translation>
    </message>
    <message>
        <source>- deleted</source>
        <translation>- gelöscht</translation>
    </message>
    <message>
        <source>- was</source>
        <translation>- war</translation>
    </message>
    <message>
        <source>+ is</source>
        <translation>+ ist</translation>
    </message>
</context>
<context>
    <name>ScreenSharing</name>
    <message>
        <source>Customer {number}</source>
        <comment>instead of a customer's name</comment>
        <translation>Kunde {number}</translation>
    </message>
    <message>
        <source>Customer of {ticket}</source>
        <comment>instead of a customer's name</comment>
        <translation>Kunde von {ticket}</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>No setting matches.</source>
        <translation>Keine Einstellung passt.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>How close together rows stand</source>
        <translation>Wie eng Zeilen stehen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Whether things may move that need not</source>
        <translation>Ob Bewegungen gezeigt werden, die nicht nötig sind</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Reduziert</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>Sperren nach</translation>
    </message>
    <message>
        <source>When nobody touched keyboard or mouse for so long</source>
        <translation>Wenn so lange niemand Tastatur oder Maus berührt hat</translation>
    </message>
    <message>
        <source>Due after</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>How long a new copy may be held, unless said otherwise</source>
        <translation>Wie lange eine neue Kopie gehalten werden darf, wenn nichts anderes gesagt ist</translation>
    </message>
    <message>
        <source>Wipe delay</source>
        <translation>Vernichtung nach</translation>
    </message>
    <message>
        <source>How long a close can be undone before the copy is wiped</source>
        <translation>Wie lange sich ein Schließen rückgängig machen lässt, bevor die Kopie vernichtet wird</translation>
    </message>
    <message>
        <source>Clear the clipboard after</source>
        <translation>Zwischenablage leeren nach</translation>
    </message>
    <message>
        <source>Only of what was copied in Bailee</source>
        <translation>Nur von dem, was in Bailee kopiert wurde</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>min</source>
        <translation>Min.</translation>
    </message>
    <message>
        <source>Opened with</source>
        <translation>Geöffnet mit</translation>
    </message>
    <message>
        <source>Working copies</source>
        <translation>Arbeitskopien</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Set by BAILEE_HOME before the start</source>
        <translation>Durch BAILEE_HOME vor dem Start gesetzt</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>About and licences</source>
        <translation>Über Bailee und Lizenzen</translation>
    </message>
    <message>
        <source>Hides names of customers, personal data and window titles. Stays on over a restart.</source>
        <translation>Für den geteilten Bildschirm: verbirgt Namen von Kunden, Personenbezogenes und Fenstertitel. Bleibt über einen Neustart an.</translation>
    </message>
    <message>
        <source>{what} {keys} switches it.</source>
        <translation>{what} {keys} schaltet um.</translation>
    </message>
    <message>
        <source>Screen-share mode</source>
        <translation>Freigabemodus</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>The keyring of this system and a passphrase, together</source>
        <translation>Der Schlüsselbund dieses Systems und eine Passphrase, zusammen</translation>
    </message>
    <message>
        <source>The keyring of this system</source>
        <translation>Der Schlüsselbund dieses Systems</translation>
    </message>
    <message>
        <source>A passphrase</source>
        <translation>Eine Passphrase</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>{setting} changed.</source>
        <translation>{setting} geändert.</translation>
    </message>
    <message>
        <source>Keys of {act} changed.</source>
        <translation>Tasten von {act} geändert.</translation>
    </message>
</context>
<context>
    <name>SharingSwitch</name>
    <message>
        <source>Screen-share mode is on. Names of customers and personal data are hidden.</source>
        <translation>Der Freigabemodus ist an. Namen von Kunden und Personenbezogenes sind verborgen.</translation>
    </message>
    <message>
        <source>Screen-share mode is off.</source>
        <translation>Der Freigabemodus ist aus.</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Filter shortcuts</source>
        <translation>Tastenkürzel filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>In Listen</translation>
    </message>
    <message>
        <source>In a working copy</source>
        <translation>In einer Arbeitskopie</translation>
    </message>
    <message>
        <source>In SQL</source>
        <translation>In SQL</translation>
    </message>
</context>
<context>
    <name>SmallForm</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>SourceNames</name>
    <message>
        <source>{name} · {engine}</source>
        <comment>a database and its engine</comment>
        <translation>{name} · {engine}</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>{engine} on {host}</source>
        <comment>a database and the machine it is on</comment>
        <translation>{engine} auf {host}</translation>
    </message>
    <message>
        <source>Folder {path}</source>
        <translation>Ordner {path}</translation>
    </message>
    <message>
        <source>File {path}</source>
        <translation>Datei {path}</translation>
    </message>
    <message>
        <source>SQLite file {path}</source>
        <translation>SQLite-Datei {path}</translation>
    </message>
    <message>
        <source>Encrypted SQLite file {path}</source>
        <translation>Verschlüsselte SQLite-Datei {path}</translation>
    </message>
</context>
<context>
    <name>SourceTables</name>
    <message>
        <source>Whole</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Structure only</source>
        <translation>Nur Struktur</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>all tables</source>
        <translation>alle Tabellen</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n table(s)</source>
        <translation>
            <numerusform>{count} von %n Tabelle</numerusform>
            <numerusform>{count} von %n Tabellen</numerusform>
        </translation>
    </message>
    <message>
        <source>masked</source>
        <translation>maskiert</translation>
    </message>
    <message numerus="yes">
        <source>%n without rows</source>
        <comment>tables</comment>
        <translation>
            <numerusform>%n ohne Zeilen</numerusform>
            <numerusform>%n ohne Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n filtered</source>
        <comment>tables</comment>
        <translation>
            <numerusform>%n gefiltert</numerusform>
            <numerusform>%n gefiltert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceTablesModel</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>{table}, {taken}</source>
        <translation>{table}, {taken}</translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation>etwa {count}</translation>
    </message>
    <message>
        <source>Some rows</source>
        <translation>Einige Zeilen</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>{where}.</source>
        <translation>{where}.</translation>
    </message>
    <message>
        <source>{where}. Same source as last time.</source>
        <translation>{where}. Dieselbe Quelle wie beim letzten Mal.</translation>
    </message>
    <message>
        <source>at least {size}</source>
        <translation>mindestens {size}</translation>
    </message>
    <message>
        <source>{where}, {size}, ready in {time}.</source>
        <translation>{where}, {size}, bereit in: {time}.</translation>
    </message>
    <message>
        <source>{where}, {size}, ready in {time}. Same source as last time.</source>
        <translation>{where}, {size}, bereit in: {time}. Dieselbe Quelle wie beim letzten Mal.</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} frei</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>masked on screen by default</source>
        <translation>auf dem Bildschirm zunächst maskiert</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Personenbezogenes</translation>
    </message>
    <message numerus="yes">
        <source>{day}, %n day(s)</source>
        <comment>when a copy must be wiped</comment>
        <translation>
            <numerusform>{day}, %n Tag</numerusform>
            <numerusform>{day}, %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Wipe due</source>
        <translation>Vernichtung fällig</translation>
    </message>
</context>
<context>
    <name>SourcesPart</name>
    <message>
        <source>Other sources</source>
        <translation>Andere Quellen</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>File or dump…</source>
        <translation>Datei oder Dump…</translation>
    </message>
    <message>
        <source>Database…</source>
        <translation>Datenbank…</translation>
    </message>
    <message>
        <source>Drop a folder or dump here</source>
        <translation>Ordner oder Dump hier ablegen</translation>
    </message>
    <message>
        <source>Check out {source}</source>
        <translation>{source} auschecken</translation>
    </message>
    <message>
        <source>last used {time}</source>
        <translation>zuletzt benutzt {time}</translation>
    </message>
</context>
<context>
    <name>SplitButton</name>
    <message>
        <source>Other ways</source>
        <translation>Andere Wege</translation>
    </message>
</context>
<context>
    <name>SqlActs</name>
    <message>
        <source>Run statement at cursor</source>
        <translation>Anweisung an der Schreibmarke ausführen</translation>
    </message>
    <message>
        <source>Run all statements</source>
        <translation>Alle Anweisungen ausführen</translation>
    </message>
    <message>
        <source>Stop query</source>
        <translation>Abfrage anhalten</translation>
    </message>
    <message>
        <source>SQL history</source>
        <translation>SQL-Verlauf</translation>
    </message>
    <message>
        <source>Show value</source>
        <translation>Wert zeigen</translation>
    </message>
    <message>
        <source>New SQL console</source>
        <translation>Neue SQL-Konsole</translation>
    </message>
    <message>
        <source>Close SQL console</source>
        <translation>SQL-Konsole schließen</translation>
    </message>
</context>
<context>
    <name>SqlEditor</name>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>SQL editor. Tab puts blanks in; Ctrl+Tab or F6 leaves it.</source>
        <translation>SQL-Editor. Tab fügt Leerzeichen ein; Strg+Tab oder F6 verlässt ihn.</translation>
    </message>
</context>
<context>
    <name>SqlQuestion</name>
    <message>
        <source>This begins or ends a transaction.</source>
        <translation>Das beginnt oder beendet eine Transaktion.</translation>
    </message>
    <message>
        <source>This changes the structure of {table}.</source>
        <translation>Das ändert den Aufbau von {table}.</translation>
    </message>
    <message>
        <source>This changes the structure of the database.</source>
        <translation>Das ändert den Aufbau der Datenbank.</translation>
    </message>
    <message>
        <source>This changes rows in {table}.</source>
        <translation>Das ändert Zeilen in {table}.</translation>
    </message>
    <message numerus="yes">
        <source>This changes rows in %n table(s).</source>
        <translation>
            <numerusform>Das ändert Zeilen in %n Tabelle.</numerusform>
            <numerusform>Das ändert Zeilen in %n Tabellen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This changes %n row(s)</source>
        <translation>
            <numerusform>Das ändert %n Zeile</numerusform>
            <numerusform>Das ändert %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{changes} in {table}.</source>
        <translation>{changes} in {table}.</translation>
    </message>
    <message>
        <source>{changes} in {tables} tables.</source>
        <translation>{changes} in {tables} Tabellen.</translation>
    </message>
    <message>
        <source>DELETE without WHERE deletes every row.</source>
        <translation>DELETE ohne WHERE löscht jede Zeile.</translation>
    </message>
    <message>
        <source>UPDATE without WHERE changes every row.</source>
        <translation>UPDATE ohne WHERE ändert jede Zeile.</translation>
    </message>
    <message>
        <source>That is every row of the table.</source>
        <translation>Das ist jede Zeile der Tabelle.</translation>
    </message>
    <message>
        <source>DROP removes {table} with all it holds.</source>
        <translation>DROP entfernt {table} mit allem Inhalt.</translation>
    </message>
    <message>
        <source>A column is dropped with all it holds.</source>
        <translation>Eine Spalte wird mit allem Inhalt gelöscht.</translation>
    </message>
    <message>
        <source>Something is dropped for good.</source>
        <translation>Etwas wird endgültig gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>Triggers and foreign keys change %n more row(s).</source>
        <translation>
            <numerusform>Trigger und Fremdschlüssel ändern %n weitere Zeile.</numerusform>
            <numerusform>Trigger und Fremdschlüssel ändern %n weitere Zeilen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SqlResults</name>
    <message numerus="yes">
        <source>{shown} of %n fetched row(s)</source>
        <translation>
            <numerusform>{shown} von %n geholten Zeile</numerusform>
            <numerusform>{shown} von %n geholten Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First %n row(s)</source>
        <translation>
            <numerusform>Erste Zeile</numerusform>
            <numerusform>Erste %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{fetched} of about %n row(s)</source>
        <translation>
            <numerusform>{fetched} von etwa %n Zeile</numerusform>
            <numerusform>{fetched} von etwa %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>about {number}</source>
        <translation>etwa {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed</source>
        <translation>
            <numerusform>%n Zeile geändert</numerusform>
            <numerusform>%n Zeilen geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more by triggers and foreign keys</source>
        <translation>
            <numerusform>%n weitere durch Trigger und Fremdschlüssel</numerusform>
            <numerusform>%n weitere durch Trigger und Fremdschlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>{changed}, {more}</source>
        <translation>{changed}, {more}</translation>
    </message>
    <message>
        <source>Structure changed</source>
        <translation>Aufbau geändert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done. The copy holds a checkpoint from before.</source>
        <translation>Fertig. Die Kopie enthält einen Sicherungspunkt von vorher.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed. The copy holds a checkpoint from before.</source>
        <translation>
            <numerusform>%n Zeile geändert. Die Kopie enthält einen Sicherungspunkt von vorher.</numerusform>
            <numerusform>%n Zeilen geändert. Die Kopie enthält einen Sicherungspunkt von vorher.</numerusform>
        </translation>
    </message>
    <message>
        <source>under 1 ms</source>
        <translation>unter 1 ms</translation>
    </message>
    <message>
        <source>{number} ms</source>
        <translation>{number} ms</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} s</translation>
    </message>
</context>
<context>
    <name>SqlSaving</name>
    <message>
        <source>Save result</source>
        <translation>Ergebnis speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Saving a result of {ticket}</source>
        <translation>Ein Ergebnis von {ticket} wird gespeichert</translation>
    </message>
</context>
<context>
    <name>StartStep</name>
    <message>
        <source>Try with a sample customer</source>
        <translation>Mit einem Beispielkunden versuchen</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>Start with an empty board</source>
        <translation>Mit leerer Übersicht beginnen</translation>
    </message>
    <message>
        <source>Make the vault first.</source>
        <translation>Legen Sie zuerst den Tresor an.</translation>
    </message>
    <message>
        <source>3. Start with</source>
        <translation>3. Beginnen mit</translation>
    </message>
    <message>
        <source>The sample is made up: check it out, change something, close it, and see its certificate.</source>
        <translation>Das Beispiel ist erfunden: Checken Sie es aus, ändern Sie etwas, schließen Sie es und sehen Sie sein Zertifikat.</translation>
    </message>
    <message>
        <source>Sample customer</source>
        <translation>Beispielkunde</translation>
    </message>
    <message>
        <source>Invoices are printed twice</source>
        <translation>Rechnungen werden doppelt gedruckt</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Encrypting</source>
        <translation>Wird verschlüsselt</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Giving space back</source>
        <translation>Platz wird freigegeben</translation>
    </message>
    <message>
        <source>Destroying the key</source>
        <translation>Schlüssel wird vernichtet</translation>
    </message>
    <message>
        <source>Removing files</source>
        <translation>Dateien werden entfernt</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Wird nachgeprüft</translation>
    </message>
    <message>
        <source>Ending what was begun</source>
        <translation>Begonnenes wird beendet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>Strength</name>
    <message numerus="yes">
        <source>At least %n characters are needed</source>
        <translation>
            <numerusform>Mindestens %n Zeichen ist nötig</numerusform>
            <numerusform>Mindestens %n Zeichen sind nötig</numerusform>
        </translation>
    </message>
    <message>
        <source>Weak: guessed within hours</source>
        <translation>Schwach: in Stunden erraten</translation>
    </message>
    <message>
        <source>Fair: add a word or two</source>
        <translation>Mittel: ein oder zwei Wörter mehr</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
</context>
<context>
    <name>StuckWipesBar</name>
    <message numerus="yes">
        <source>%n wipe(s) could not be ended yet: {tickets}.</source>
        <translation>
            <numerusform>%n Vernichtung konnte noch nicht beendet werden: {tickets}.</numerusform>
            <numerusform>%n Vernichtungen konnten noch nicht beendet werden: {tickets}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show ticket</source>
        <translation>Ticket zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>TablesTab</name>
    <message>
        <source>Tables and SQL</source>
        <translation>Tabellen und SQL</translation>
    </message>
    <message numerus="yes">
        <source>Tables and SQL, %n not committed</source>
        <translation>
            <numerusform>Tabellen und SQL, %n nicht festgeschrieben</numerusform>
            <numerusform>Tabellen und SQL, %n nicht festgeschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Andere Datei wählen…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No database is open.</source>
        <translation>Keine Datenbank ist offen.</translation>
    </message>
    <message>
        <source>Nothing runs.</source>
        <translation>Nichts läuft.</translation>
    </message>
</context>
<context>
    <name>TablesTree</name>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Find table or column</source>
        <translation>Tabelle oder Spalte finden</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>Datenbanken</translation>
    </message>
    <message>
        <source>No table or column is called that.</source>
        <translation>Keine Tabelle oder Spalte heißt so.</translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation>Zeilen zeigen</translation>
    </message>
    <message>
        <source>SELECT in editor</source>
        <translation>SELECT im Editor</translation>
    </message>
    <message>
        <source>New console</source>
        <translation>Neue Konsole</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Sichten</translation>
    </message>
</context>
<context>
    <name>TakingActs</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>The checkout for {number} failed.</source>
        <translation>Der Checkout für {number} ist gescheitert.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Connect without encryption</source>
        <translation>Ohne Verschlüsselung verbinden</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Anderen Ordner wählen…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>File or dump…</source>
        <translation>Datei oder Dump…</translation>
    </message>
    <message>
        <source>Database…</source>
        <translation>Datenbank…</translation>
    </message>
    <message>
        <source>Choose a folder to check out</source>
        <translation>Ordner zum Auschecken wählen</translation>
    </message>
    <message>
        <source>Choose a file to check out</source>
        <translation>Datei zum Auschecken wählen</translation>
    </message>
</context>
<context>
    <name>TicketChanges</name>
    <message>
        <source>You work on {ticket} now.</source>
        <translation>Sie arbeiten jetzt an {ticket}.</translation>
    </message>
    <message>
        <source>Nobody works on {ticket} now.</source>
        <translation>An {ticket} arbeitet jetzt niemand.</translation>
    </message>
    <message>
        <source>Extension taken back</source>
        <translation>Verlängerung zurückgenommen</translation>
    </message>
    <message>
        <source>{ticket} is held longer.</source>
        <translation>{ticket} wird länger gehalten.</translation>
    </message>
    <message>
        <source>No ticket is shown.</source>
        <translation>Kein Ticket wird gezeigt.</translation>
    </message>
    <message>
        <source>The ticket is closed. Reopen it first.</source>
        <translation>Das Ticket ist geschlossen. Erst wieder öffnen.</translation>
    </message>
    <message>
        <source>Titles are covered while the screen is shared.</source>
        <translation>Titel sind verdeckt, solange der Bildschirm geteilt wird.</translation>
    </message>
    <message>
        <source>{ticket} changed.</source>
        <translation>{ticket} geändert.</translation>
    </message>
    <message>
        <source>Title changed; it was: {title}</source>
        <translation>Titel geändert; er war: {title}</translation>
    </message>
</context>
<context>
    <name>TicketListActs</name>
    <message>
        <source>Show ticket</source>
        <translation>Ticket zeigen</translation>
    </message>
    <message>
        <source>Open copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Take ticket</source>
        <translation>Ticket übernehmen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>You work on {ticket} now.</source>
        <translation>Sie arbeiten jetzt an {ticket}.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%n number(s) copied.</source>
        <translation>
            <numerusform>%n Nummer kopiert.</numerusform>
            <numerusform>%n Nummern kopiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TicketPane</name>
    <message>
        <source>Low priority</source>
        <translation>Nicht dringend</translation>
    </message>
    <message>
        <source>Normal priority</source>
        <translation>Normal dringend</translation>
    </message>
    <message>
        <source>High priority</source>
        <translation>Dringend</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Passed, with exceptions</source>
        <translation>Bestanden, mit Ausnahmen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>The copy is in use. It is wiped as soon as it is free.</source>
        <translation>Die Kopie wird benutzt. Sie wird vernichtet, sobald sie frei ist.</translation>
    </message>
    <message>
        <source>Key destroyed {time}. Files are still to be removed.</source>
        <translation>Schlüssel vernichtet {time}. Dateien sind noch zu entfernen.</translation>
    </message>
    <message numerus="yes">
        <source>Key destroyed {time}. %n file(s) still to be removed.</source>
        <translation>
            <numerusform>Schlüssel vernichtet {time}. %n Datei ist noch zu entfernen.</numerusform>
            <numerusform>Schlüssel vernichtet {time}. %n Dateien sind noch zu entfernen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Wipe incomplete</source>
        <translation>Vernichtung unvollständig</translation>
    </message>
    <message>
        <source>Wiping</source>
        <translation>Wird vernichtet</translation>
    </message>
    <message>
        <source>Checking out</source>
        <translation>Wird ausgecheckt</translation>
    </message>
    <message>
        <source>No copy held</source>
        <translation>Keine Kopie</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Wird geschlossen</translation>
    </message>
    <message>
        <source>Wiped</source>
        <translation>Vernichtet</translation>
    </message>
    <message>
        <source>Held by {person}</source>
        <translation>Bei {person}</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Export the changes, or hold the button at the foot.</source>
        <translation>Exportieren Sie die Änderungen oder halten Sie den Knopf am Fuß.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Check out {name} for {number}</source>
        <translation>{name} für {number} auschecken</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>Verlängern</translation>
    </message>
    <message>
        <source>Wipe now</source>
        <translation>Jetzt vernichten</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>PDF speichern</translation>
    </message>
    <message>
        <source>Reopen ticket</source>
        <translation>Ticket wieder öffnen</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Check out a folder…</source>
        <translation>Ordner auschecken…</translation>
    </message>
    <message>
        <source>Check out {source}</source>
        <translation>{source} auschecken</translation>
    </message>
    <message>
        <source>It needs {needed}, and {free} are free on this machine.</source>
        <translation>Es braucht {needed}, und {free} sind auf diesem Rechner frei.</translation>
    </message>
    <message>
        <source>Open copy</source>
        <translation>Kopie öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>View certificate</source>
        <translation>Zertifikat ansehen</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>Anfragen</translation>
    </message>
</context>
<context>
    <name>Tickets</name>
    <message>
        <source>{number}  ·  {customer}</source>
        <comment>a ticket and whose it is</comment>
        <translation>{number}  ·  {customer}</translation>
    </message>
    <message>
        <source>entered {time}</source>
        <comment>when a ticket was entered</comment>
        <translation>angelegt {time}</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Changed, not exported</source>
        <translation>Geändert, nicht exportiert</translation>
    </message>
    <message>
        <source>Open, no copy</source>
        <translation>Offen, keine Kopie</translation>
    </message>
    <message numerus="yes">
        <source>{source} and %n more</source>
        <comment>a ticket's copies</comment>
        <translation>
            <numerusform>{source} und %n weitere</numerusform>
            <numerusform>{source} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody</source>
        <comment>works on a ticket</comment>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>priority</comment>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>priority</comment>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <comment>priority</comment>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>Bearbeitet von</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
</context>
<context>
    <name>TicketsHead</name>
    <message>
        <source>Number, title, customer or notes. Also customer:name, by:name, before:2026-11-01, overdue</source>
        <translation>Nummer, Titel, Kunde oder Notizen. Auch customer:Name, by:Name, before:2026-11-01, overdue</translation>
    </message>
    <message>
        <source>Search tickets</source>
        <translation>Tickets suchen</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>%n Ticket</numerusform>
            <numerusform>%n Tickets</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <comment>how many tickets were found of all</comment>
        <translation>{number} von {all}</translation>
    </message>
    <message>
        <source>New ticket (Ctrl+N)</source>
        <translation>Neues Ticket (Strg+N)</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>Ohne Person</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>With copy</source>
        <translation>Mit Kopie</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
</context>
<context>
    <name>TicketsScreen</name>
    <message>
        <source>Tickets</source>
        <translation>Tickets</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>Neues Ticket</translation>
    </message>
    <message>
        <source>A ticket says for whom and why a copy is taken. Copies are bound to it.</source>
        <translation>Ein Ticket sagt, für wen und warum eine Kopie entnommen wird. Kopien sind daran gebunden.</translation>
    </message>
    <message>
        <source>No tickets yet</source>
        <translation>Noch keine Tickets</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>No ticket matches</source>
        <translation>Kein Ticket passt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Tickets cannot be entered here yet</source>
        <translation>Tickets lassen sich hier noch nicht anlegen</translation>
    </message>
    <message numerus="yes">
        <source>All %n matching ticket(s) are selected.</source>
        <translation>
            <numerusform>Das passende Ticket (%n) ist gewählt.</numerusform>
            <numerusform>Alle %n passenden Tickets sind gewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Nummern kopieren</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
</context>
<context>
    <name>ToastStack</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>This cannot be done again from here: do it where you did it before.</source>
        <translation>Das lässt sich von hier nicht wiederholen, nur dort, wo es zuvor getan wurde.</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Choose another vault…</source>
        <translation>Anderen Tresor wählen…</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Vault: {path}</source>
        <translation>Tresor: {path}</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>UnexportedPart</name>
    <message>
        <source>Not exported yet</source>
        <translation>Noch nicht exportiert</translation>
    </message>
    <message>
        <source>Export changes…</source>
        <translation>Änderungen exportieren…</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnlockCard</name>
    <message>
        <source>Unlock Bailee</source>
        <translation>Bailee entsperren</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Feststelltaste ist an</translation>
    </message>
    <message>
        <source>The keyring of this system opens it.</source>
        <translation>Der Schlüsselbund dieses Systems öffnet ihn.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) go on in the background</source>
        <translation>
            <numerusform>%n Auftrag läuft im Hintergrund weiter</numerusform>
            <numerusform>%n Aufträge laufen im Hintergrund weiter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wipe(s) are carried out when due</source>
        <translation>
            <numerusform>%n Vernichtung läuft, sobald sie fällig ist</numerusform>
            <numerusform>%n Vernichtungen laufen, sobald sie fällig sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your copies are overdue</source>
        <translation>
            <numerusform>%n Ihrer Kopien ist überfällig</numerusform>
            <numerusform>%n Ihrer Kopien sind überfällig</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the passphrase of this vault.</source>
        <translation>Geben Sie die Passphrase dieses Tresors ein.</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Wird entsperrt…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>That passphrase does not open this vault.</source>
        <translation>Diese Passphrase öffnet den Tresor nicht.</translation>
    </message>
    <message>
        <source>The next try waits {time}.</source>
        <translation>Der nächste Versuch wartet {time}.</translation>
    </message>
    <message numerus="yes">
        <source>%n tries, then a pause.</source>
        <translation>
            <numerusform>%n Versuch, dann eine Pause.</numerusform>
            <numerusform>%n Versuche, dann eine Pause.</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed in as {name}</source>
        <translation>Angemeldet als {name}</translation>
    </message>
</context>
<context>
    <name>ValueViewer</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Whole value</source>
        <translation>Ganzer Wert</translation>
    </message>
    <message>
        <source>Reveal value</source>
        <translation>Wert aufdecken</translation>
    </message>
    <message>
        <source>Close value</source>
        <translation>Wert schließen</translation>
    </message>
    <message>
        <source>personal data, masked</source>
        <translation>personenbezogen, maskiert</translation>
    </message>
</context>
<context>
    <name>VaultStep</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Keyring of this system</source>
        <translation>Schlüsselbund dieses Systems</translation>
    </message>
    <message>
        <source>Looking for one…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Neue Passphrase</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>Both are then needed together.</source>
        <translation>Dann sind beide zusammen nötig.</translation>
    </message>
    <message>
        <source>Create vault</source>
        <translation>Tresor anlegen</translation>
    </message>
    <message>
        <source>The vault is made and open.</source>
        <translation>Der Tresor ist angelegt und offen.</translation>
    </message>
    <message>
        <source>1. Vault</source>
        <translation>1. Tresor</translation>
    </message>
    <message>
        <source>Everything Bailee keeps is encrypted. What opens it cannot be recovered: keep it safe.</source>
        <translation>Alles, was Bailee aufbewahrt, ist verschlüsselt. Was es öffnet, lässt sich nicht wiederherstellen: Bewahren Sie es sicher auf.</translation>
    </message>
    <message>
        <source>{keyring} answers. Wiping deletes keys from it, provably.</source>
        <translation>{keyring} antwortet. Beim Vernichten werden Schlüssel nachweislich daraus gelöscht.</translation>
    </message>
    <message>
        <source>None answers. {reason}</source>
        <translation>Keiner antwortet. {reason}</translation>
    </message>
    <message>
        <source>Choose a passphrase, the keyring, or both.</source>
        <translation>Wählen Sie eine Passphrase, den Schlüsselbund oder beides.</translation>
    </message>
    <message>
        <source>Type a passphrase.</source>
        <translation>Geben Sie eine Passphrase ein.</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
</context>
<context>
    <name>WipeActs</name>
    <message>
        <source>Wiping {ticket}</source>
        <translation>{ticket} wird vernichtet</translation>
    </message>
    <message>
        <source>Wiped. Certificate {number}.</source>
        <translation>Vernichtet. Zertifikat {number}.</translation>
    </message>
    <message>
        <source>View</source>
        <comment>a certificate</comment>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>PDF speichern</translation>
    </message>
    <message>
        <source>Something of the sample could not be removed from {folder}.</source>
        <translation>Etwas vom Beispiel konnte nicht aus {folder} entfernt werden.</translation>
    </message>
    <message>
        <source>{number} is held as before.</source>
        <translation>{number} wird gehalten wie zuvor.</translation>
    </message>
    <message>
        <source>{number} was changed since. Close it where that is shown.</source>
        <translation>{number} wurde seitdem geändert. Dort schließen, wo das gezeigt wird.</translation>
    </message>
    <message>
        <source>{number} is in use and is wiped as soon as it is free.</source>
        <translation>{number} wird benutzt und vernichtet, sobald es frei ist.</translation>
    </message>
    <message>
        <source>The wipe of {number} was stopped. It is tried again by itself.</source>
        <translation>Die Vernichtung von {number} wurde aufgehalten. Sie wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>The key of {number} is destroyed; files are still to be removed.</source>
        <translation>Der Schlüssel von {number} ist vernichtet; Dateien sind noch zu entfernen.</translation>
    </message>
    <message>
        <source>Show ticket</source>
        <translation>Ticket zeigen</translation>
    </message>
</context>
<context>
    <name>WipeCountdowns</name>
    <message>
        <source>{ticket} wipes in {left}</source>
        <translation>{ticket} wird in {left} vernichtet</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Wipe now</source>
        <translation>Jetzt vernichten</translation>
    </message>
    <message>
        <source>Copy is locked already. {customer}, {size}</source>
        <translation>Die Kopie ist schon gesperrt. {customer}, {size}</translation>
    </message>
</context>
<context>
    <name>WipeTroubleBar</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>WorkLog</name>
    <message>
        <source>{ticket} {title}</source>
        <translation>{ticket} {title}</translation>
    </message>
    <message>
        <source>Time worked: {time}</source>
        <translation>Gearbeitete Zeit: {time}</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>Worked {time}</source>
        <translation>Gearbeitet {time}</translation>
    </message>
    <message>
        <source>{worked}: {note}</source>
        <translation>{worked}: {note}</translation>
    </message>
    <message>
        <source>Checked out, {files} files, {size}</source>
        <translation>Ausgecheckt, {files} Dateien, {size}</translation>
    </message>
    <message>
        <source>{size} left the copy, entered with its hash</source>
        <translation>{size} haben die Kopie verlassen, mit Prüfsumme eingetragen</translation>
    </message>
    <message>
        <source>Time to wipe extended</source>
        <translation>Frist verlängert</translation>
    </message>
    <message>
        <source>Damage was found</source>
        <translation>Schaden gefunden</translation>
    </message>
    <message>
        <source>No damage any more</source>
        <translation>Kein Schaden mehr</translation>
    </message>
    <message>
        <source>Closed, to be wiped</source>
        <translation>Geschlossen, wird vernichtet</translation>
    </message>
    <message>
        <source>Close taken back</source>
        <translation>Schließen zurückgenommen</translation>
    </message>
    <message>
        <source>Wiped</source>
        <translation>Vernichtet</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) of personal data shown in clear</source>
        <translation>
            <numerusform>%n personenbezogene Spalte im Klartext gezeigt</numerusform>
            <numerusform>%n personenbezogene Spalten im Klartext gezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) of personal data shown in clear</source>
        <translation>
            <numerusform>%n personenbezogene Zelle im Klartext gezeigt</numerusform>
            <numerusform>%n personenbezogene Zellen im Klartext gezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkLogTab</name>
    <message>
        <source>Copy as text for the customer</source>
        <translation>Als Text für den Kunden kopieren</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Done by Bailee</source>
        <translation>Von Bailee getan</translation>
    </message>
    <message>
        <source>Nothing is noted yet</source>
        <translation>Noch nichts notiert</translation>
    </message>
    <message>
        <source>Note above what you did, Enter adds it.</source>
        <translation>Notieren Sie oben, was Sie taten; Eingabe fügt es hinzu.</translation>
    </message>
    <message>
        <source>Work log</source>
        <translation>Arbeitsprotokoll</translation>
    </message>
    <message>
        <source>{time} in all</source>
        <translation>{time} insgesamt</translation>
    </message>
    <message>
        <source>Notes and times as text; it leaves the clipboard again after a minute</source>
        <translation>Notizen und Zeiten als Text; er verlässt die Zwischenablage nach einer Minute</translation>
    </message>
    <message>
        <source>There are no notes and no times yet</source>
        <translation>Es gibt noch keine Notizen und Zeiten</translation>
    </message>
    <message>
        <source>Work log copied</source>
        <translation>Arbeitsprotokoll kopiert</translation>
    </message>
    <message>
        <source>It leaves the clipboard again after a minute.</source>
        <translation>Es verlässt die Zwischenablage nach einer Minute.</translation>
    </message>
    <message>
        <source>Note what you did, Enter to add</source>
        <translation>Notieren, was Sie taten; Eingabe fügt hinzu</translation>
    </message>
    <message>
        <source>Work note</source>
        <translation>Arbeitsnotiz</translation>
    </message>
    <message>
        <source>Entries of the work log</source>
        <translation>Einträge des Arbeitsprotokolls</translation>
    </message>
</context>
<context>
    <name>WorkPart</name>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Note what you did, Enter to add</source>
        <translation>Notieren, was Sie taten; Eingabe fügt hinzu</translation>
    </message>
    <message>
        <source>Work note</source>
        <translation>Arbeitsnotiz</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>Heute {time}</translation>
    </message>
    <message>
        <source>Pause timer</source>
        <translation>Uhr anhalten</translation>
    </message>
    <message>
        <source>Start timer</source>
        <translation>Uhr starten</translation>
    </message>
    <message>
        <source>{act} (Ctrl+T)</source>
        <translation>{act} (Strg+T)</translation>
    </message>
    <message>
        <source>Worked {time}</source>
        <translation>Gearbeitet {time}</translation>
    </message>
</context>
</TS>
