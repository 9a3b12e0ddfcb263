"""English, French and Russian words that change inside, in all their forms: no ending tells that women are a woman. Data."""

FORMS = {
    form: forms
    for forms in (
        line.split()
        for line in """
        woman women womens
        man men
        child children childrens
        foot feet
        tooth teeth
        mouse mice
        goose geese
        person people
        fisherman fishermen
        craftsman craftsmen
        begin began begun
        become became
        blow blew blown
        break broke broken
        bring brought
        build built
        burn burnt
        buy bought
        catch caught
        choose chose chosen
        come came
        draw drew drawn
        drive drove driven
        eat ate eaten
        fall fell fallen
        feed fed
        feel felt
        fight fought
        find found
        fly flew flown
        forget forgot forgotten
        give gave given
        grow grew grown
        hear heard
        hold held
        keep kept
        know knew known
        lead led
        learn learnt
        leave left
        lend lent
        light lit
        lose lost
        make made
        meet met
        pay paid
        ride rode ridden
        rise rose risen
        run ran
        say said
        see saw seen
        sell sold
        send sent
        shoot shot
        sing sang sung
        sink sank sunk
        speak spoke spoken
        spend spent
        stand stood
        steal stole stolen
        strike struck
        sweep swept
        swim swam swum
        take took taken
        teach taught
        tell told
        think thought
        throw threw thrown
        wear wore worn
        weave wove woven
        win won
        write wrote written
        travail travaux
        vitrail vitraux
        oeil yeux
        nouveau nouvel nouvelle nouveaux nouvelles
        beau bel belle beaux belles
        vieux vieil vieille vieilles
        blanc blanche blancs blanches
        frais fraiche fraiches
        public publique publics publiques
        long longue longs longues
        мать матери матерью матерей матерям матерями матерях
        дочь дочери дочерью дочерей дочерям дочерями
        время времени временем времена времен временам временами
        имя имени именем имена имен именам
        человек человека человеку человеком люди людей людям людьми людях
        ребенок ребенка ребенку ребенком дети детей детям детьми детях
        год года году годом годы лет
        друг друга другом друзья друзей друзьям друзьями
        сын сына сыну сыном сыновья сыновей сыновьям
        идти идет идут шел шла шли
        """.splitlines()
    )
    for form in forms
}
